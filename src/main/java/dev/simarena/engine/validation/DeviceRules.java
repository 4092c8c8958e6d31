package dev.simarena.engine.validation;

import static dev.simarena.engine.validation.FieldRules.has;
import static dev.simarena.engine.validation.FieldRules.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Check claims of devices and the containers that use them. Source: {@code validatePodResourceClaims}. */
final class DeviceRules {

    private DeviceRules() {}

    static void claims(JsonNode claims, String path, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        int i = 0;
        for (JsonNode claim : claims) {
            String at = path + "[" + i++ + "]";
            String name = text(claim, "name");
            if (name.isEmpty()) {
                errors.required(at + ".name");
            } else if (names.contains(name)) {
                errors.duplicate(at + ".name", name);
            } else {
                FieldRules.check(name, at + ".name", NameRules::label, errors);
                names.add(name);
            }
            boolean direct = has(claim, "resourceClaimName");
            boolean template = has(claim, "resourceClaimTemplateName");
            if (direct && template) {
                errors.invalid(
                        at,
                        GoStructs.of("PodResourceClaim", claim),
                        "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
            }
            if (!direct && !template) {
                errors.invalid(
                        at,
                        GoStructs.of("PodResourceClaim", claim),
                        "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
            }
            for (String field : new String[] {"resourceClaimName", "resourceClaimTemplateName"}) {
                if (has(claim, field)) {
                    FieldRules.check(text(claim, field), at + "." + field, NameRules::subdomain, errors);
                }
            }
        }
    }

    /** Check which claims of the pod a container refers to. */
    static void references(JsonNode resources, JsonNode pod, String path, FieldErrors errors) {
        Set<String> known = new TreeSet<>();
        pod.path("resourceClaims").forEach(claim -> known.add(text(claim, "name")));
        known.remove("");
        Set<String> seen = new HashSet<>();
        int i = 0;
        for (JsonNode claim : resources.path("claims")) {
            String at = path + "[" + i++ + "]";
            String name = text(claim, "name");
            if (name.isEmpty()) {
                errors.required(at);
                continue;
            }
            String request = text(claim, "request");
            if (seen.contains(name)) {
                errors.duplicate(at, name);
            } else {
                if (!request.isEmpty()) {
                    FieldRules.check(request, at + ".request", NameRules::label, errors);
                }
                String key = request.isEmpty() ? name : name + "/" + request;
                if (seen.contains(key)) {
                    errors.duplicate(at, key);
                } else if (request.isEmpty() && seen.stream().anyMatch(other -> other.startsWith(name + "/"))) {
                    errors.duplicate(at, name);
                }
                seen.add(key);
            }
            if (!known.contains(name)) {
                String which = known.isEmpty() ? " which is empty" : ": " + String.join(", ", known);
                errors.add(
                        "FieldValueNotFound",
                        at,
                        "Not found: %s: must be one of the names in pod.spec.resourceClaims%s"
                                .formatted(FieldErrors.quoted(name), which));
            }
        }
    }
}
