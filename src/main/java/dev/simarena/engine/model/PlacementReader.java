package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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

    static PodAffinity podAffinity(JsonNode spec) {
        JsonNode affinity = spec.path("affinity").path("podAffinity");
        JsonNode anti = spec.path("affinity").path("podAntiAffinity");
        if (affinity.isEmpty() && anti.isEmpty()) {
            return PodAffinity.NONE;
        }
        return new PodAffinity(
                requiredTerms(affinity), preferredTerms(affinity), requiredTerms(anti), preferredTerms(anti));
    }

    static List<SpreadConstraint> spreadConstraints(JsonNode spec) {
        List<SpreadConstraint> constraints = new ArrayList<>();
        for (JsonNode constraint : spec.path("topologySpreadConstraints")) {
            constraints.add(new SpreadConstraint(
                    constraint.path("maxSkew").asInt(1),
                    constraint.path("topologyKey").asText(),
                    !constraint.path("whenUnsatisfiable").asText().equals("ScheduleAnyway"),
                    optionalSelector(constraint.path("labelSelector")),
                    constraint.path("minDomains").asInt(1),
                    !constraint.path("nodeAffinityPolicy").asText().equals("Ignore"),
                    constraint.path("nodeTaintsPolicy").asText().equals("Honor"),
                    JsonMaps.texts(constraint.path("matchLabelKeys"))));
        }
        return List.copyOf(constraints);
    }

    static List<String> images(JsonNode spec) {
        List<String> images = new ArrayList<>();
        for (String field : new String[] {"initContainers", "containers"}) {
            for (JsonNode container : spec.path(field)) {
                images.add(taggedImage(container.path("image").asText()));
            }
        }
        for (JsonNode volume : spec.path("volumes")) {
            if (volume.path("image").has("reference")) {
                images.add(taggedImage(volume.path("image").path("reference").asText()));
            }
        }
        return List.copyOf(images);
    }

    static List<VolumeClaim> claims(JsonNode spec) {
        List<VolumeClaim> claims = new ArrayList<>();
        for (JsonNode volume : spec.path("volumes")) {
            String claim =
                    volume.path("persistentVolumeClaim").path("claimName").asText("");
            if (!claim.isEmpty() || volume.has("ephemeral")) {
                claims.add(new VolumeClaim(volume.path("name").asText(), claim));
            }
        }
        return List.copyOf(claims);
    }

    /** Return the features a node must declare, sorted. */
    static List<String> neededFeatures(JsonNode spec) {
        List<String> features = new ArrayList<>(0);
        if (restartsAll(spec.path("containers")) || restartsAll(spec.path("initContainers"))) {
            features.add("RestartAllContainersOnContainerExits");
        }
        if (spec.path("hostNetwork").asBoolean()
                && spec.has("hostUsers")
                && !spec.path("hostUsers").asBoolean(true)) {
            features.add("UserNamespacesHostNetworkSupport");
        }
        return List.copyOf(features);
    }

    private static boolean restartsAll(JsonNode containers) {
        for (JsonNode container : containers) {
            for (JsonNode rule : container.path("restartPolicyRules")) {
                if (rule.path("action").asText().equals("RestartAllContainers")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String taggedImage(String image) {
        return image.lastIndexOf(':') <= image.lastIndexOf('/') ? image + ":latest" : image;
    }

    private static List<AffinityTerm> requiredTerms(JsonNode affinity) {
        List<AffinityTerm> terms = new ArrayList<>();
        for (JsonNode term : affinity.path("requiredDuringSchedulingIgnoredDuringExecution")) {
            terms.add(affinityTerm(term));
        }
        return List.copyOf(terms);
    }

    private static List<PodAffinity.Weighted> preferredTerms(JsonNode affinity) {
        List<PodAffinity.Weighted> terms = new ArrayList<>();
        for (JsonNode preference : affinity.path("preferredDuringSchedulingIgnoredDuringExecution")) {
            terms.add(new PodAffinity.Weighted(
                    preference.path("weight").asInt(), affinityTerm(preference.path("podAffinityTerm"))));
        }
        return List.copyOf(terms);
    }

    private static AffinityTerm affinityTerm(JsonNode term) {
        return new AffinityTerm(
                term.path("topologyKey").asText(),
                optionalSelector(term.path("labelSelector")),
                Collections.unmodifiableSet(new TreeSet<>(JsonMaps.texts(term.path("namespaces")))),
                optionalSelector(term.path("namespaceSelector")),
                JsonMaps.texts(term.path("matchLabelKeys")),
                JsonMaps.texts(term.path("mismatchLabelKeys")));
    }

    private static @Nullable LabelSelector optionalSelector(JsonNode selector) {
        return selector.isObject() ? selector(selector) : null;
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
            requirements.add(new Requirement(
                    requirement.path("key").asText(),
                    requirement.path("operator").asText(),
                    JsonMaps.texts(requirement.path("values"))));
        }
        return requirements;
    }

    static LabelSelector selector(JsonNode selector) {
        Map<String, String> labels = JsonMaps.strings(selector.path("matchLabels"));
        return new LabelSelector(labels, requirements(selector.path("matchExpressions")));
    }
}
