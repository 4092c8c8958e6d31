package dev.simarena.trace;

import java.util.List;

/**
 * Identify a kind of Kubernetes object the way SimKube's traces do.
 *
 * @param group API group, empty for the core group, never {@code null}
 * @param version API version, for example {@code v1}
 * @param kind kind, for example {@code Deployment}
 */
public record Gvk(String group, String version, String kind) implements Comparable<Gvk> {

    /** Deployments of group {@code apps/v1}. */
    public static final Gvk DEPLOYMENT = new Gvk("apps", "v1", "Deployment");

    /** ReplicaSets of group {@code apps/v1}. */
    public static final Gvk REPLICA_SET = new Gvk("apps", "v1", "ReplicaSet");

    /** Pods of the core group. */
    public static final Gvk POD = new Gvk("", "v1", "Pod");

    /** Nodes of the core group. */
    public static final Gvk NODE = new Gvk("", "v1", "Node");

    /** Namespaces of the core group. */
    public static final Gvk NAMESPACE = new Gvk("", "v1", "Namespace");

    /** Simulations of SimKube. */
    public static final Gvk SIMULATION = new Gvk("simkube.io", "v1", "Simulation");

    /** The owners of all that SimKube's simulations apply. */
    public static final Gvk SIMULATION_ROOT = new Gvk("simkube.io", "v1", "SimulationRoot");

    /** One instance of the kinds that occur most, so that their hashes and texts are known already. */
    private static final List<Gvk> COMMON =
            List.of(POD, DEPLOYMENT, REPLICA_SET, NODE, NAMESPACE, SIMULATION, SIMULATION_ROOT);

    /**
     * Parse SimKube's spelling: {@code group/version.Kind}, {@code version.Kind} or {@code /version.Kind}.
     *
     * @throws IllegalArgumentException when the text has another shape
     */
    public static Gvk parse(String text) {
        int slash = text.indexOf('/');
        String rest = text.substring(slash + 1);
        int dot = rest.indexOf('.');
        if (rest.indexOf('/') >= 0 || dot < 0 || rest.indexOf('.', dot + 1) >= 0) {
            throw new IllegalArgumentException(
                    "Kind [%s] is not a group, version and kind. Write it as group/version.Kind, for example apps/v1.Deployment."
                            .formatted(text));
        }
        Gvk parsed =
                new Gvk(slash < 0 ? "" : text.substring(0, slash), rest.substring(0, dot), rest.substring(dot + 1));
        int common = COMMON.indexOf(parsed);
        return common < 0 ? parsed : COMMON.get(common);
    }

    /** Split the {@code apiVersion} of an object and join it with its kind. */
    public static Gvk of(String apiVersion, String kind) {
        for (Gvk common : COMMON) {
            if (common.kind.equals(kind) && common.hasApiVersion(apiVersion)) {
                return common;
            }
        }
        int slash = apiVersion.indexOf('/');
        return slash < 0
                ? new Gvk("", apiVersion, kind)
                : new Gvk(apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
    }

    private boolean hasApiVersion(String apiVersion) {
        int length = group.length();
        return group.isEmpty()
                ? version.equals(apiVersion)
                : apiVersion.length() == length + 1 + version.length()
                        && apiVersion.startsWith(group)
                        && apiVersion.charAt(length) == '/'
                        && apiVersion.endsWith(version);
    }

    /** Return the {@code apiVersion} of objects of this kind, for example {@code apps/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    // Kinds are the keys of nearly every map: compare what differs most first, and mostly it is the same object.
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Gvk that
                        && kind.equals(that.kind)
                        && group.equals(that.group)
                        && version.equals(that.version));
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + group.hashCode();
    }

    @Override
    public int compareTo(Gvk other) {
        return equals(other) ? 0 : toString().compareTo(other.toString());
    }

    /** Return SimKube's spelling, for example {@code apps/v1.Deployment} or {@code v1.Pod}. */
    @Override
    public String toString() {
        return apiVersion() + "." + kind;
    }
}
