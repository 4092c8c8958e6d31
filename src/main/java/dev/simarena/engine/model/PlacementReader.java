package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Read the parts of a pod spec that choose nodes. */
final class PlacementReader {

    private PlacementReader() {}

    static Placement placement(JsonNode spec) {
        JsonNode affinity = spec.path("affinity").path("nodeAffinity");
        JsonNode terms = affinity.path("requiredDuringSchedulingIgnoredDuringExecution");
        List<NodeTerm> required = null;
        if (terms.isObject()) {
            required = new ArrayList<>();
            for (JsonNode term : terms.path("nodeSelectorTerms")) {
                required.add(term(term));
            }
        }
        List<Placement.Preferred> preferred = new ArrayList<>();
        for (JsonNode preference : affinity.path("preferredDuringSchedulingIgnoredDuringExecution")) {
            preferred.add(
                    new Placement.Preferred(preference.path("weight").asInt(), term(preference.path("preference"))));
        }
        return new Placement(
                JsonMaps.strings(spec.path("nodeSelector")),
                required,
                List.copyOf(preferred),
                tolerations(spec.path("tolerations")));
    }

    static List<HostPort> hostPorts(JsonNode spec) {
        List<HostPort> ports = new ArrayList<>();
        for (String field : new String[] {"containers", "initContainers"}) {
            for (JsonNode container : spec.path(field)) {
                boolean sidecar = container.path("restartPolicy").asText().equals("Always");
                if (field.equals("initContainers") && !sidecar) {
                    continue;
                }
                for (JsonNode port : container.path("ports")) {
                    if (port.path("hostPort").asInt() > 0) {
                        ports.add(new HostPort(
                                port.path("protocol").asText("TCP"),
                                port.path("hostIP").asText("0.0.0.0"),
                                port.path("hostPort").asInt()));
                    }
                }
            }
        }
        return List.copyOf(ports);
    }

    private static List<Toleration> tolerations(JsonNode list) {
        List<Toleration> tolerations = new ArrayList<>();
        for (JsonNode toleration : list) {
            tolerations.add(new Toleration(
                    toleration.path("key").asText(""),
                    toleration.path("operator").asText("Equal"),
                    toleration.path("value").asText(""),
                    toleration.path("effect").asText("")));
        }
        return List.copyOf(tolerations);
    }

    private static NodeTerm term(JsonNode term) {
        return new NodeTerm(requirements(term.path("matchExpressions")), requirements(term.path("matchFields")));
    }

    static List<Requirement> requirements(JsonNode list) {
        List<Requirement> requirements = new ArrayList<>();
        for (JsonNode requirement : list) {
            List<String> values = new ArrayList<>();
            for (JsonNode value : requirement.path("values")) {
                values.add(value.asText());
            }
            requirements.add(new Requirement(
                    requirement.path("key").asText(),
                    requirement.path("operator").asText(),
                    values));
        }
        return requirements;
    }

    static LabelSelector selector(JsonNode selector) {
        Map<String, String> labels = JsonMaps.strings(selector.path("matchLabels"));
        return new LabelSelector(labels, requirements(selector.path("matchExpressions")));
    }
}
