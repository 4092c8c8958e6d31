package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.List;

/** Check events as the core group does. Source: {@code pkg/apis/core/validation/events.go}. */
final class EventRules {

    private static final int LONGEST_TEXT = 128;
    private static final int LONGEST_MESSAGE = 1024;

    private EventRules() {}

    static void event(JsonNode event, FieldErrors errors) {
        String namespace = event.path("metadata").path("namespace").asText("");
        String involved = event.path("involvedObject").path("namespace").asText("");
        if (event.hasNonNull("eventTime")) {
            if (involved.isEmpty() && !List.of("default", "kube-system").contains(namespace)) {
                wrongNamespace(involved, errors);
            }
            newer(event, errors);
        } else if (involved.isEmpty() ? !List.of("", "default").contains(namespace) : !namespace.equals(involved)) {
            wrongNamespace(involved, errors);
        }
        NameRules.subdomain(namespace).forEach(wrong -> errors.invalid("namespace", namespace, wrong));
    }

    private static void newer(JsonNode event, FieldErrors errors) {
        String component = event.path("reportingComponent").asText("");
        if (component.isEmpty()) {
            errors.required("reportingComponent");
        }
        NameRules.key(component).forEach(wrong -> errors.invalid("reportingComponent", component, wrong));
        for (String field : List.of("reportingInstance", "action", "reason")) {
            String text = event.path(field).asText("");
            if (text.isEmpty()) {
                errors.required(field);
            }
            notLonger(text, field, LONGEST_TEXT, errors);
        }
        notLonger(event.path("message").asText(""), "message", LONGEST_MESSAGE, errors);
    }

    private static void notLonger(String text, String field, int most, FieldErrors errors) {
        if (text.length() > most) {
            errors.invalid(field, "", "can have at most %d characters".formatted(most));
        }
    }

    private static void wrongNamespace(String involved, FieldErrors errors) {
        errors.invalid("involvedObject.namespace", involved, "does not match event.namespace");
    }
}
