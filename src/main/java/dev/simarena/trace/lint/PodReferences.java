package dev.simarena.trace.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.lint.Reference.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Collect the objects that a pod cannot do without, as Kubernetes does: by name, from containers of all three kinds, from
 * plain and projected volumes; optional ones are left out.
 */
final class PodReferences {

    private static final List<String> CONTAINERS = List.of("initContainers", "containers", "ephemeralContainers");

    private final List<Reference> references = new ArrayList<>();

    private PodReferences() {}

    /** Collect from a pod spec, in the order of the rules' places in it. */
    static List<Reference> of(JsonNode spec, Pointer pointer) {
        PodReferences collected = new PodReferences();
        collected.serviceAccount(spec, pointer);
        for (String list : CONTAINERS) {
            JsonNode containers = spec.path(list);
            for (int i = 0; i < containers.size(); i++) {
                collected.environment(containers.path(i), pointer.child(list).child(i));
            }
        }
        JsonNode volumes = spec.path("volumes");
        for (int i = 0; i < volumes.size(); i++) {
            collected.volume(volumes.path(i), pointer.child("volumes").child(i));
        }
        JsonNode pulls = spec.path("imagePullSecrets");
        for (int i = 0; i < pulls.size(); i++) {
            Pointer place = pointer.child("imagePullSecrets").child(i);
            collected.add(LintRule.IMAGE_PULL_SECRET, Target.SECRET, pulls.path(i), "name", place);
        }
        collected.add(LintRule.PRIORITY_CLASS, Target.PRIORITY_CLASS, spec, "priorityClassName", pointer);
        return collected.references;
    }

    /** The old name of the field counts only where the new one is absent, as in the API server's conversion. */
    private void serviceAccount(JsonNode spec, Pointer pointer) {
        String field = spec.path("serviceAccountName").asText().isEmpty() ? "serviceAccount" : "serviceAccountName";
        add(LintRule.SERVICE_ACCOUNT, Target.SERVICE_ACCOUNT, spec, field, pointer);
    }

    private void environment(JsonNode container, Pointer pointer) {
        JsonNode variables = container.path("env");
        for (int i = 0; i < variables.size(); i++) {
            JsonNode source = variables.path(i).path("valueFrom");
            if (source.isObject()) {
                Pointer place = pointer.child("env").child(i).child("valueFrom");
                unlessOptional(LintRule.SECRET_IN_ENVIRONMENT, Target.SECRET, source, "secretKeyRef", "name", place);
                unlessOptional(
                        LintRule.CONFIG_MAP_IN_ENVIRONMENT,
                        Target.CONFIG_MAP,
                        source,
                        "configMapKeyRef",
                        "name",
                        place);
            }
        }
        JsonNode sources = container.path("envFrom");
        for (int i = 0; i < sources.size(); i++) {
            JsonNode source = sources.path(i);
            Pointer place = pointer.child("envFrom").child(i);
            unlessOptional(LintRule.SECRET_IN_ENVIRONMENT, Target.SECRET, source, "secretRef", "name", place);
            unlessOptional(
                    LintRule.CONFIG_MAP_IN_ENVIRONMENT, Target.CONFIG_MAP, source, "configMapRef", "name", place);
        }
    }

    private void volume(JsonNode volume, Pointer pointer) {
        unlessOptional(LintRule.SECRET_IN_VOLUME, Target.SECRET, volume, "secret", "secretName", pointer);
        unlessOptional(LintRule.CONFIG_MAP_IN_VOLUME, Target.CONFIG_MAP, volume, "configMap", "name", pointer);
        JsonNode sources = volume.path("projected").path("sources");
        for (int i = 0; i < sources.size(); i++) {
            JsonNode source = sources.path(i);
            Pointer place = pointer.child("projected").child("sources").child(i);
            unlessOptional(LintRule.SECRET_IN_VOLUME, Target.SECRET, source, "secret", "name", place);
            unlessOptional(LintRule.CONFIG_MAP_IN_VOLUME, Target.CONFIG_MAP, source, "configMap", "name", place);
        }
        add(
                LintRule.VOLUME_CLAIM,
                Target.VOLUME_CLAIM,
                volume.path("persistentVolumeClaim"),
                "claimName",
                pointer.child("persistentVolumeClaim"));
    }

    private void unlessOptional(
            LintRule rule, Target target, JsonNode parent, String key, String field, Pointer pointer) {
        JsonNode source = parent.path(key);
        if (!source.path("optional").asBoolean()) {
            add(rule, target, source, field, pointer.child(key));
        }
    }

    /** A name that is absent or empty is not a reference; the API server has its own word on it. */
    private void add(LintRule rule, Target target, JsonNode parent, String field, Pointer pointer) {
        JsonNode name = parent.path(field);
        if (name.isTextual() && !name.textValue().isEmpty() && !target.builtIn(name.textValue())) {
            references.add(new Reference(rule, target, name.textValue(), pointer.child(field)));
        }
    }
}
