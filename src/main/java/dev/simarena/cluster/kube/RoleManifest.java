package dev.simarena.cluster.kube;

import java.util.stream.Collectors;

/** Write the smallest role with which replays can be played, for a service account or any other user. */
public final class RoleManifest {

    private static final String HEAD = """
            # What Sim-Arena needs to play on this cluster%s, and no more.
            # Traces with other kinds than Deployments need list, watch, create, patch and delete for those too.
            # A test in the cluster: serviceAccountName: sim-arena, and -Darena.cluster=in-cluster
            apiVersion: v1
            kind: Namespace
            metadata:
              name: sim-arena
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata:
              name: sim-arena
              namespace: sim-arena
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata:
              name: sim-arena
            roleRef:
              apiGroup: rbac.authorization.k8s.io
              kind: ClusterRole
              name: sim-arena
            subjects:
              - kind: ServiceAccount
                name: sim-arena
                namespace: sim-arena
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: sim-arena
            rules:
            """;

    private RoleManifest() {}

    /** Return the manifest as YAML for {@code kubectl apply -f -}. */
    public static String of(KubernetesOptions options) {
        String simkube = options.simkube() == SimKubeMode.NONE ? "" : " with SimKube";
        return Permission.needed(options).stream()
                .map(needed -> "  - {apiGroups: [\"%s\"], resources: [%s], verbs: [%s]}%n"
                        .formatted(needed.group(), needed.resource(), String.join(", ", needed.verbs())))
                .collect(Collectors.joining("", HEAD.formatted(simkube), ""));
    }
}
