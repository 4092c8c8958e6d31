package dev.simarena.engine.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import java.util.LinkedHashMap;
import java.util.Map;

/** Write Deployments for truth tables, and what their ReplicaSets remember of them. */
final class Deployments {

    private Deployments() {}

    /** Return a Deployment with the fields {@code replicas}, {@code type} and {@code strategy} of a case. */
    static ObjectNode of(JsonNode single) {
        ObjectNode deployment =
                Manifests.deployment("web", single.path("replicas").asInt(), "1", "1Gi");
        ObjectNode strategy = deployment.withObject("/spec/strategy");
        if (single.has("type")) {
            strategy.put("type", single.path("type").asText());
        } else {
            strategy.withObject("/rollingUpdate")
                    .setAll((ObjectNode) single.path("strategy").deepCopy());
        }
        return deployment;
    }

    /** Return a Deployment with absolute fenceposts. */
    static ObjectNode of(int replicas, int surge, int unavailable) {
        ObjectNode deployment = Manifests.deployment("web", replicas, "1", "1Gi");
        deployment
                .withObject("/spec/strategy/rollingUpdate")
                .put("maxSurge", surge)
                .put("maxUnavailable", unavailable);
        return deployment;
    }

    /** Return the same Deployment with another template. */
    static ObjectNode withOtherTemplate(ObjectNode deployment, String image) {
        ObjectNode other = deployment.deepCopy();
        ((ObjectNode) other.at("/spec/template/spec/containers/0")).put("image", image);
        return other;
    }

    /** Return the annotations by which a ReplicaSet remembers the size of its Deployment. */
    static Map<String, String> annotations(int replicas, int surge) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("deployment.kubernetes.io/desired-replicas", String.valueOf(replicas));
        annotations.put("deployment.kubernetes.io/max-replicas", String.valueOf(replicas + surge));
        return annotations;
    }
}
