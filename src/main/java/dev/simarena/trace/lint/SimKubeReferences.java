package dev.simarena.trace.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.lint.Reference.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Collect references as SimKube does (its {@code missing_resources.rs}), defects included: of variables it compares the key
 * and not the name, it looks at {@code containers} only, counts both fields of the ServiceAccount, and knows neither
 * optional references nor objects that every cluster has.
 */
final class SimKubeReferences {

    private static final List<Path> PATHS = List.of(
            new Path(LintRule.SERVICE_ACCOUNT, Target.SERVICE_ACCOUNT, "/spec/serviceAccount"),
            new Path(LintRule.SERVICE_ACCOUNT, Target.SERVICE_ACCOUNT, "/spec/serviceAccountName"),
            new Path(
                    LintRule.SECRET_IN_ENVIRONMENT,
                    Target.SECRET,
                    "/spec/containers/*/env/*/valueFrom/secretKeyRef/key"),
            new Path(LintRule.SECRET_IN_ENVIRONMENT, Target.SECRET, "/spec/containers/*/envFrom/*/secretRef/name"),
            new Path(
                    LintRule.CONFIG_MAP_IN_ENVIRONMENT,
                    Target.CONFIG_MAP,
                    "/spec/containers/*/env/*/valueFrom/configMapKeyRef/key"),
            new Path(
                    LintRule.CONFIG_MAP_IN_ENVIRONMENT,
                    Target.CONFIG_MAP,
                    "/spec/containers/*/envFrom/*/configMapRef/name"),
            new Path(LintRule.SECRET_IN_VOLUME, Target.SECRET, "/spec/volumes/*/secret/secretName"),
            new Path(LintRule.CONFIG_MAP_IN_VOLUME, Target.CONFIG_MAP, "/spec/volumes/*/configMap/name"));

    private SimKubeReferences() {}

    private record Path(LintRule rule, Target target, String pattern) {}

    /** Collect from a pod template. */
    static List<Reference> of(JsonNode template, Pointer pointer) {
        List<Reference> references = new ArrayList<>();
        for (Path path : PATHS) {
            for (Pointer.Value value : Pointer.find(pointer, template, path.pattern)) {
                // SimKube panics at what is no text
                if (value.node().isTextual()) {
                    references.add(
                            new Reference(path.rule, path.target, value.node().textValue(), value.pointer()));
                }
            }
        }
        return references;
    }
}
