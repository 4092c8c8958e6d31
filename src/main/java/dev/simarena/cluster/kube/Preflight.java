package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.cluster.EnvironmentException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Look whether a cluster has what replays need, before anything is touched. */
final class Preflight {

    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private static final String SIMULATIONS =
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/simulations.simkube.io";

    /** What the arena asks of the API server: group, resource and verbs. */
    private static final List<String[]> NEEDED = List.of(
            new String[] {"", "namespaces", "get", "list", "watch", "create", "delete"},
            new String[] {"", "nodes", "list", "watch", "create", "delete"},
            new String[] {"", "pods", "list", "watch"},
            new String[] {"", "events", "list"},
            new String[] {"apps", "deployments", "list", "watch", "create", "patch", "delete"},
            new String[] {"apps", "replicasets", "list", "watch"},
            new String[] {"coordination.k8s.io", "leases", "get", "create", "update"});

    private final KubeApi api;
    private final KubernetesOptions options;

    Preflight(KubeApi api, KubernetesOptions options) {
        this.api = api;
        this.options = options;
    }

    /**
     * Look at everything.
     *
     * @throws EnvironmentException when the API server cannot be asked at all
     */
    List<PreflightCheck> run() {
        List<PreflightCheck> checks = new ArrayList<>();
        checks.add(version());
        checks.addAll(permissions());
        if (checks.stream().allMatch(PreflightCheck::passed)) {
            checks.add(simkube());
            checks.add(nodes());
            checks.add(runs());
        }
        return checks;
    }

    /** Lay out checks as a table. */
    static String table(List<PreflightCheck> checks) {
        int width = checks.stream()
                .mapToInt(check -> check.subject().length())
                .max()
                .orElse(0);
        String row = "%-4s  %-" + width + "s  %s%s";
        return checks.stream()
                .map(check -> String.format(
                        row,
                        check.passed() ? "ok" : "FAIL",
                        check.subject(),
                        check.found(),
                        check.passed() ? "" : ". " + check.mend()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private PreflightCheck version() {
        String version = api.get("/version").path("gitVersion").asText("");
        return new PreflightCheck(
                "API server",
                !version.isEmpty(),
                version.isEmpty() ? "no version" : "Kubernetes " + version,
                "Give the server of an API server of Kubernetes in the kubeconfig");
    }

    private List<PreflightCheck> permissions() {
        List<PreflightCheck> checks = new ArrayList<>();
        for (String[] needed : NEEDED) {
            List<String> missing = new ArrayList<>();
            for (int i = 2; i < needed.length; i++) {
                if (!allowed(needed[0], needed[1], needed[i])) {
                    missing.add(needed[i]);
                }
            }
            checks.add(new PreflightCheck(
                    "permission for " + needed[1],
                    missing.isEmpty(),
                    missing.isEmpty() ? "all that is needed" : "must not " + String.join(", ", missing),
                    "Grant it: kubectl create clusterrole sim-arena-%s --verb=%s --resource=%s%s, and bind it to the user"
                            .formatted(
                                    needed[1],
                                    String.join(",", missing),
                                    needed[1],
                                    needed[0].isEmpty() ? "" : "." + needed[0])));
        }
        return checks;
    }

    private boolean allowed(String group, String resource, String verb) {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
        review.putObject("spec")
                .putObject("resourceAttributes")
                .put("group", group)
                .put("resource", resource)
                .put("verb", verb);
        return api.create(REVIEWS, review).at("/status/allowed").asBoolean();
    }

    private PreflightCheck simkube() {
        boolean installed = api.find(SIMULATIONS) != null;
        if (options.simkube() == SimKubeMode.NONE) {
            return new PreflightCheck("SimKube", true, "not used: the arena replays itself", "");
        }
        return new PreflightCheck(
                "SimKube",
                false,
                installed ? "installed, but Simulations cannot be played yet" : "no CRD simulations.simkube.io",
                "Let the arena replay the traces itself: -Darena.simkube=none");
    }

    private PreflightCheck nodes() {
        long fake = api.list(KubeApi.NODES, "").stream()
                .filter(node -> node.at("/metadata/annotations").has("kwok.x-k8s.io/node"))
                .count();
        return new PreflightCheck(
                "nodes",
                true,
                "made for each replay; KWOK " + (fake > 0 ? "looks after %d now".formatted(fake) : "has none now"),
                "");
    }

    private PreflightCheck runs() {
        List<JsonNode> roots = api.list(KubeApi.NAMESPACES, OurLabels.ROOT + "=" + OurLabels.IS_ROOT);
        return new PreflightCheck(
                "other runs",
                true,
                roots.isEmpty()
                        ? "none"
                        : roots.stream()
                                .map(root -> root.at("/metadata/name").asText())
                                .sorted()
                                .collect(Collectors.joining(", ", "", ", apart by namespaces and nodes of their own")),
                "");
    }
}
