package dev.simarena.cluster.kube;

import java.util.ArrayList;
import java.util.List;

/**
 * Name what a user must be allowed to do.
 *
 * @param group API group, empty for the core one
 * @param resource plural of the resource, with a subresource after a slash
 * @param verbs verbs in the words of RBAC
 */
record Permission(String group, String resource, List<String> verbs) {

    private static final List<Permission> REPLAYS = List.of(
            of("", "namespaces", "get", "list", "watch", "create", "delete"),
            of("", "nodes", "list", "watch", "create", "delete"),
            of("", "pods", "list", "watch"),
            of("", "events", "list"),
            of("apps", "deployments", "list", "watch", "create", "patch", "delete"),
            of("apps", "replicasets", "list", "watch"),
            of("coordination.k8s.io", "leases", "get", "create", "update"));

    Permission {
        verbs = List.copyOf(verbs);
    }

    private static Permission of(String group, String resource, String... verbs) {
        return new Permission(group, resource, List.of(verbs));
    }

    /** Return all that is needed; traces with other kinds than Deployments need more. */
    static List<Permission> needed(KubernetesOptions options) {
        List<Permission> needed = new ArrayList<>(REPLAYS);
        if (options.simkube() == SimKubeMode.INSTALLED) {
            needed.add(of("apiextensions.k8s.io", "customresourcedefinitions", "get"));
            needed.add(of(SimKubeChecks.GROUP, "simulations", "get", "list", "watch", "create", "delete"));
            needed.add(of("batch", "jobs", "get", "list"));
            needed.add(of("", "pods/log", "get"));
        }
        return needed;
    }

    /** Name it as {@code kubectl} does. */
    String name() {
        int slash = resource.indexOf('/');
        String plural = slash < 0 ? resource : resource.substring(0, slash);
        return plural + (group.isEmpty() ? "" : "." + group) + (slash < 0 ? "" : resource.substring(slash));
    }
}
