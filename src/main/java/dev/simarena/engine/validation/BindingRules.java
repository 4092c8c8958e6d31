package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.List;

/** Check who is bound to which role. Source: {@code ValidateRoleBinding}, {@code ValidateClusterRoleBinding}. */
final class BindingRules {

    private static final String GROUP = "rbac.authorization.k8s.io";

    private BindingRules() {}

    static void inNamespace(JsonNode object, FieldErrors errors) {
        check(object, true, List.of("Role", "ClusterRole"), errors);
    }

    static void inCluster(JsonNode object, FieldErrors errors) {
        check(object, false, List.of("ClusterRole"), errors);
    }

    private static void check(JsonNode object, boolean namespaced, List<String> roles, FieldErrors errors) {
        JsonNode role = object.path("roleRef");
        FieldRules.oneOf(role, "apiGroup", "roleRef", List.of(GROUP), errors);
        FieldRules.oneOf(role, "kind", "roleRef", roles, errors);
        FieldRules.named(role, "name", "roleRef", NameRules::pathSegment, errors);
        int i = 0;
        for (JsonNode subject : object.path("subjects")) {
            subject(subject, namespaced, "subjects[" + i++ + "]", errors);
        }
    }

    private static void subject(JsonNode subject, boolean namespaced, String path, FieldErrors errors) {
        FieldRules.required(subject, "name", path, errors);
        switch (FieldRules.text(subject, "kind")) {
            case "ServiceAccount" -> {
                String name = FieldRules.text(subject, "name");
                if (!name.isEmpty()) {
                    FieldRules.check(name, path + ".name", NameRules::subdomain, errors);
                }
                FieldRules.oneOf(subject, "apiGroup", path, List.of(""), errors);
                if (!namespaced) {
                    FieldRules.required(subject, "namespace", path, errors);
                }
            }
            case "User", "Group" -> FieldRules.oneOf(subject, "apiGroup", path, List.of(GROUP), errors);
            default -> FieldRules.oneOf(subject, "kind", path, List.of("ServiceAccount", "User", "Group"), errors);
        }
    }
}
