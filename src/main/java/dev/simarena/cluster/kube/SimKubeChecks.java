package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Look whether SimKube is there with all that its controller needs. */
final class SimKubeChecks {

    static final String GROUP = "simkube.io";

    private static final String VERSION = "v1";
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";
    private static final String DEPLOYMENTS = "/apis/apps/v1/deployments";
    private static final String INSTALL =
            "Install it: kubectl apply -k 'https://github.com/acrlabs/simkube//k8s/kustomize/sim?ref=v2.7.0'; or let the arena "
                    + "replay the traces itself: -Darena.simkube=none";
    private static final String INSTALL_CERT_MANAGER =
            "Install it: kubectl apply -f https://github.com/cert-manager/cert-manager/releases/download/v1.14.3/cert-manager.yaml";

    private final KubeApi api;

    SimKubeChecks(KubeApi api) {
        this.api = api;
    }

    List<PreflightCheck> run() {
        List<PreflightCheck> checks = new ArrayList<>();
        checks.add(definition("simulations"));
        checks.add(definition("simulationroots"));
        checks.add(deployment("sk-ctrl", "sk-ctrl-depl", INSTALL));
        checks.add(deployment("cert-manager", "cert-manager", INSTALL_CERT_MANAGER));
        checks.add(present(
                "issuer of certificates",
                "/apis/cert-manager.io/v1/clusterissuers/selfsigned",
                "ClusterIssuer/selfsigned",
                "Make it: echo '{\"apiVersion\": \"cert-manager.io/v1\", \"kind\": \"ClusterIssuer\", \"metadata\": {\"name\": "
                        + "\"selfsigned\"}, \"spec\": {\"selfSigned\": {}}}' | kubectl apply -f -"));
        checks.add(
                present(
                        "namespace monitoring",
                        KubeApi.NAMESPACES + "/monitoring",
                        "Namespace/monitoring",
                        "Make it, as SimKube's controller wants it also where nothing is measured: kubectl create namespace monitoring"));
        checks.add(virtualNodes());
        return checks;
    }

    private PreflightCheck definition(String plural) {
        String name = plural + "." + GROUP;
        String subject = "CRD " + name;
        String tried = "get it";
        JsonNode found = api.find(DEFINITIONS + name);
        if (found == null) {
            return PreflightCheck.failed(subject, tried, "no CRD " + name, INSTALL);
        }
        List<String> served = new ArrayList<>();
        boolean lifecycleParams = false;
        for (JsonNode version : found.at("/spec/versions")) {
            if (version.path("served").asBoolean()) {
                served.add(version.path("name").asText());
            }
            lifecycleParams |= version.at("/schema/openAPIV3Schema/properties/spec/properties")
                    .has("lifecycleParams");
        }
        if (!served.contains(VERSION)) {
            return PreflightCheck.failed(subject, tried, "versions %s, not %s".formatted(served, VERSION), INSTALL);
        }
        String since = lifecycleParams ? ", of SimKube 2.7 or later" : ", of a SimKube before 2.7";
        return PreflightCheck.passed(
                subject, tried, "version " + VERSION + (plural.equals("simulations") ? since : ""));
    }

    private PreflightCheck deployment(String subject, String name, String install) {
        String tried = "find a Deployment %s in any namespace".formatted(name);
        @Nullable JsonNode found = null;
        for (JsonNode deployment : api.list(DEPLOYMENTS, "")) {
            if (deployment.at("/metadata/name").asText().equals(name)) {
                found = deployment;
            }
        }
        if (found == null) {
            return PreflightCheck.failed(subject, tried, "none", install);
        }
        String namespace = found.at("/metadata/namespace").asText();
        int ready = found.at("/status/readyReplicas").asInt();
        return ready > 0
                ? PreflightCheck.passed(subject, tried, "%d ready in namespace %s".formatted(ready, namespace))
                : PreflightCheck.failed(
                        subject,
                        tried,
                        "no ready pod of it in namespace " + namespace,
                        "See why: kubectl -n %s describe deployment %s, and kubectl -n %s logs deployment/%s"
                                .formatted(namespace, name, namespace, name));
    }

    private PreflightCheck present(String subject, String path, String name, String mend) {
        return api.find(path) != null
                ? PreflightCheck.passed(subject, "get " + name, "there")
                : PreflightCheck.failed(subject, "get " + name, "nothing", mend);
    }

    private PreflightCheck virtualNodes() {
        long ready = api.list(KubeApi.NODES, "type=virtual").stream()
                .filter(ReplayNodes::ready)
                .count();
        String tried = "list nodes with label type=virtual";
        return ready > 0
                ? PreflightCheck.passed("virtual nodes", tried, ready + " ready")
                : PreflightCheck.failed(
                        "virtual nodes",
                        tried,
                        "none that is ready",
                        "Make some: echo '%s' | kubectl apply -f -".formatted(NODE));
    }

    private static final String NODE =
            "{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\": {\"name\": \"virtual-0\", \"labels\": {\"type\": \"virtual\"}, "
                    + "\"annotations\": {\"kwok.x-k8s.io/node\": \"fake\"}}, \"spec\": {\"taints\": [{\"key\": \"kwok-provider\", \"value\": "
                    + "\"true\", \"effect\": \"NoSchedule\"}]}, \"status\": {\"allocatable\": {\"cpu\": \"16\", \"memory\": \"32Gi\", \"pods\": "
                    + "\"110\"}, \"capacity\": {\"cpu\": \"16\", \"memory\": \"32Gi\", \"pods\": \"110\"}}}";
}
