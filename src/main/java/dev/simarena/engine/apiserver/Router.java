package dev.simarena.engine.apiserver;

import dev.simarena.engine.apiserver.message.Query;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.resource.ResourceRegistry;
import dev.simarena.engine.model.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Find out what a path is about. */
final class Router {

    /** What may follow the name of a namespace without being a resource in it. */
    private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");

    private final ResourceRegistry registry;

    Router(ResourceRegistry registry) {
        this.registry = registry;
    }

    /** Return the decoded parts of a path; a slash at its end counts for nothing. */
    static List<String> parts(String path) {
        List<String> parts = new ArrayList<>(8);
        int start = 1;
        while (start < path.length()) {
            int end = path.indexOf('/', start);
            end = end < 0 ? path.length() : end;
            parts.add(Query.decode(path.substring(start, end)));
            start = end + 1;
        }
        return parts;
    }

    /** Tell whether a path is one of those by which clients of long ago watched. */
    static boolean watches(List<String> parts) {
        int skip = skip(parts);
        return parts.size() > skip + 1 && parts.get(skip).equals("watch");
    }

    /** Return the parts of the path of what is watched by such a path. */
    static List<String> watched(List<String> parts) {
        List<String> watched = new ArrayList<>(parts);
        watched.remove(skip(parts));
        return watched;
    }

    /** Return how many parts come before the resource. */
    private static int skip(List<String> parts) {
        return !parts.isEmpty() && parts.get(0).equals("api") ? 2 : 3;
    }

    /**
     * Return what a path below a version is about.
     *
     * @return {@code null} where the path is none of a resource of a version that is served
     * @throws ApiException 404 where the version is served but not the resource
     */
    @Nullable
    Target target(List<String> parts) {
        boolean core = !parts.isEmpty() && parts.get(0).equals("api");
        int skip = core ? 2 : 3;
        if (parts.size() <= skip || (!core && !parts.get(0).equals("apis"))) {
            return null;
        }
        String group = core ? "" : parts.get(1);
        String version = parts.get(skip - 1);
        if (!registry.serves(group, version)) {
            if (!registry.versions(group).isEmpty()) {
                throw Failures.noSuchResource();
            }
            return null;
        }
        List<String> rest = parts.subList(skip, parts.size());
        if (rest.get(0).equals("namespaces")
                && rest.size() > 2
                && !(core && rest.size() == 3 && OF_NAMESPACES.contains(rest.get(2)))) {
            String namespace = rest.get(1);
            return target(group, version, namespace.isEmpty() ? null : namespace, rest.subList(2, rest.size()));
        }
        return target(group, version, null, rest);
    }

    private Target target(String group, String version, @Nullable String namespace, List<String> rest) {
        ApiResource resource = registry.find(group, version, rest.get(0));
        if (resource == null
                || rest.contains("")
                || (namespace != null && !resource.namespaced())
                || (namespace == null && resource.namespaced() && rest.size() > 1)) {
            throw Failures.noSuchResource();
        }
        String name = rest.size() > 1 ? rest.get(1) : null;
        String subresource = rest.size() > 2 ? rest.get(2) : "";
        if (resource.custom() && name != null && rest.size() == 3 && resource.subresource(subresource) == null) {
            throw ApiException.notFound(resource.gvk(), name);
        }
        if ((!subresource.isEmpty() && resource.subresource(subresource) == null)
                || (rest.size() > 3 && !subresource.equals("proxy"))) {
            throw Failures.noSuchResource();
        }
        return new Target(resource, namespace, name, subresource);
    }
}
