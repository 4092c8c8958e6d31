package dev.simarena.engine.apiserver.schema;

import dev.simarena.trace.Gvk;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Know the schema of the types that Kubernetes itself serves.
 *
 * <p>Facts of Kubernetes 1.36, which the build reads from the sources of the official Java client into one resource per package of
 * types. A package is read when somebody asks for the first of its types. May be used by several threads at once.
 */
public final class BuiltInSchemas {

    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.";

    private static final Map<String, SchemaPackage> PACKAGES = new ConcurrentHashMap<>();

    /** Kinds that were asked for; every write asks. */
    private static final Map<Gvk, Schema> KINDS = new ConcurrentHashMap<>();

    private BuiltInSchemas() {}

    /** Return the schema of a kind, {@code null} for a custom resource and for groups and versions that are not served. */
    public static @Nullable Schema of(Gvk gvk) {
        Schema known = KINDS.get(gvk);
        if (known == null) {
            known = named(name(gvk));
            if (known != null) {
                KINDS.put(gvk, known);
            }
        }
        return known;
    }

    /** Return the schema of a type by its name in OpenAPI documents, {@code null} for an unknown one. */
    public static @Nullable Schema named(String name) {
        SchemaPackage types = typesOf(name);
        return types == null ? null : types.schema(name);
    }

    /** Return what a type is for, empty where nothing is written or the type is unknown. */
    public static String describe(String name) {
        return describe(name, "");
    }

    /** Return what a field of a type is for, empty where nothing is written or it is unknown. */
    public static String describe(String name, String field) {
        SchemaPackage types = typesOf(name);
        return types == null ? "" : types.describe(name, field);
    }

    /** Return the name of a kind in OpenAPI documents, whether there is such a kind or not. */
    public static String name(Gvk gvk) {
        return packageOf(gvk.group(), gvk.version()) + "." + gvk.kind();
    }

    private static String packageOf(String group, String version) {
        return switch (group) {
                    case "" -> "io.k8s.api.core.";
                    case "meta.k8s.io" -> META;
                    case "apiextensions.k8s.io" -> "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.";
                    case "apiregistration.k8s.io" -> "io.k8s.kube-aggregator.pkg.apis.apiregistration.";
                    default -> {
                        int dot = group.indexOf('.');
                        boolean own = dot < 0 || group.endsWith(".k8s.io");
                        yield (own ? "io.k8s.api." : group + ".") + (dot < 0 ? group : group.substring(0, dot)) + ".";
                    }
                }
                + version;
    }

    private static @Nullable SchemaPackage typesOf(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0 || !name.startsWith("io.k8s.")) {
            return null;
        }
        return PACKAGES.computeIfAbsent(name.substring(0, dot), SchemaPackage::read);
    }
}
