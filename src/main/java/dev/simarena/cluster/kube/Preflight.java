package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.cluster.EnvironmentException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Look whether a cluster has what replays need, before anything is touched. */
public final class Preflight {

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
        checks.addAll(new PermissionChecks(api, options).run());
        if (checks.stream().allMatch(PreflightCheck::passed)) {
            checks.add(new KwokCheck(api).run());
            checks.addAll(simkube());
            checks.add(runs());
        }
        return checks;
    }

    /** Tell whether a check is about what the user may do. */
    static boolean isPermission(PreflightCheck check) {
        return check.subject().startsWith(PermissionChecks.SUBJECT);
    }

    /** Lay out checks as a table, with what was tried and what mends it below each that failed. */
    public static String table(List<PreflightCheck> checks) {
        int width = checks.stream()
                .mapToInt(check -> check.subject().length())
                .max()
                .orElse(0);
        String row = "%-4s  %-" + width + "s  %s%s";
        String indent = System.lineSeparator() + " ".repeat(width + 8);
        return checks.stream()
                .map(check -> String.format(
                        row,
                        check.passed() ? "ok" : "FAIL",
                        check.subject(),
                        check.found(),
                        check.passed() ? "" : indent + "tried to " + check.tried() + indent + check.mend()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private PreflightCheck version() {
        String version = api.get("/version").path("gitVersion").asText("");
        String tried = "get /version";
        return version.isEmpty()
                ? PreflightCheck.failed(
                        "API server",
                        tried,
                        "no version",
                        "Give the server of an API server of Kubernetes in the kubeconfig")
                : PreflightCheck.passed("API server", tried, "Kubernetes " + version);
    }

    private List<PreflightCheck> simkube() {
        if (options.simkube() == SimKubeMode.NONE) {
            return List.of(
                    PreflightCheck.passed("SimKube", "look at arena.simkube", "not used: the arena replays itself"),
                    PreflightCheck.passed(
                            "nodes", "look at arena.simkube", "made for each replay, as large as declared"));
        }
        List<PreflightCheck> checks = new ArrayList<>(new SimKubeChecks(api).run());
        if (checks.stream().allMatch(PreflightCheck::passed)) {
            checks.add(PreflightCheck.failed(
                    "SimKube",
                    "look for what plays Simulations",
                    "that Simulations cannot be played yet",
                    "Let the arena replay the traces itself: -Darena.simkube=none"));
        }
        return checks;
    }

    private PreflightCheck runs() {
        List<JsonNode> roots = api.list(KubeApi.NAMESPACES, OurLabels.ROOT + "=" + OurLabels.IS_ROOT);
        String names = roots.stream()
                .map(root -> root.at("/metadata/name").asText())
                .sorted()
                .collect(Collectors.joining(", "));
        return PreflightCheck.passed(
                "other runs",
                "list namespaces with label " + OurLabels.ROOT,
                roots.isEmpty() ? "none" : names + ", apart by namespaces and nodes of their own");
    }
}
