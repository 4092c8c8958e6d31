package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Look whether KWOK is there, as far as that can be seen without touching anything. */
final class KwokCheck {

    static final String INSTALL =
            "kubectl apply -f https://github.com/kubernetes-sigs/kwok/releases/download/v0.8.0/kwok.yaml -f "
                    + "https://github.com/kubernetes-sigs/kwok/releases/download/v0.8.0/stage-fast.yaml";

    private static final String SUBJECT = "KWOK";
    private static final String TRIED = "find its Deployment by label app=kwok-controller, and nodes it looks after";
    private static final String ANNOTATION = "kwok.x-k8s.io/node";

    private final KubeApi api;

    KwokCheck(KubeApi api) {
        this.api = api;
    }

    /** Tell whether somebody keeps nodes without machines ready. */
    static boolean isSeen(KubeApi api) {
        return fake(api).stream().anyMatch(ReplayNodes::ready);
    }

    private static List<JsonNode> fake(KubeApi api) {
        return api.list(KubeApi.NODES, "").stream()
                .filter(node -> node.at("/metadata/annotations").has(ANNOTATION))
                .toList();
    }

    PreflightCheck run() {
        for (JsonNode deployment : api.list("/apis/apps/v1/deployments", "app=kwok-controller")) {
            String namespace = deployment.at("/metadata/namespace").asText();
            if (deployment.at("/status/readyReplicas").asInt() > 0) {
                return PreflightCheck.passed(SUBJECT, TRIED, "runs in namespace " + namespace);
            }
            return PreflightCheck.failed(
                    SUBJECT,
                    TRIED,
                    "no ready pod of it in namespace " + namespace,
                    "See why: kubectl -n %s describe pods -l app=kwok-controller".formatted(namespace));
        }
        List<JsonNode> fake = fake(api);
        long ready = fake.stream().filter(ReplayNodes::ready).count();
        if (ready > 0) {
            return PreflightCheck.passed(SUBJECT, TRIED, "%d of its nodes are ready".formatted(ready));
        }
        // those of other runs may just be made, or be left by one that is dead
        boolean theirs =
                fake.stream().anyMatch(node -> !node.at("/metadata/labels").has(OurLabels.ROOT));
        return !theirs
                ? PreflightCheck.passed(
                        SUBJECT, TRIED, "nothing; whether it runs outside of the cluster is seen at the first replay")
                : PreflightCheck.failed(
                        SUBJECT,
                        TRIED,
                        "%d nodes for it, none of them ready".formatted(fake.size()),
                        "Install it: " + INSTALL);
    }
}
