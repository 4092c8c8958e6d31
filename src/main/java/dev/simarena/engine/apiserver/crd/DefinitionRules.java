package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.apiserver.rule.RuleBook;
import dev.simarena.engine.model.FieldError;
import dev.simarena.engine.model.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Check CustomResourceDefinitions.
 *
 * <p>Source: {@code apiextensions-apiserver/pkg/apis/apiextensions/validation}.
 */
final class DefinitionRules {

    /** Begins what is said of names that may have capitals. */
    static final String MIXED_CASE = "may have mixed case, but should otherwise match: ";

    private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final String LABEL_RULE = "a DNS-1035 label must consist of lower case alphanumeric characters or"
            + " '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
            + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final String SUBDOMAIN_RULE =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
                    + " characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
                    + " used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private final FieldErrors errors = new FieldErrors();
    private final JsonNode spec;

    private DefinitionRules(JsonNode definition) {
        spec = definition.path("spec");
    }

    /**
     * Return what is wrong with a definition.
     *
     * @param live the definition that is there, {@code null} where it is new
     */
    static FieldErrors errors(JsonNode definition, @Nullable JsonNode live) {
        DefinitionRules rules = new DefinitionRules(definition);
        JsonNode names = rules.spec.path("names");
        String name = definition.at("/metadata/name").asText("");
        String wanted =
                names.path("plural").asText("") + "." + rules.spec.path("group").asText("");
        if (live == null && !name.equals(wanted)) {
            rules.errors.invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group");
        }
        rules.group();
        rules.versions();
        rules.names(names);
        rules.conversion();
        if (live != null) {
            if (DefinitionStatus.established(live)) {
                rules.unchanged("scope", live);
                rules.unchanged("names.kind", live);
            }
            rules.unchanged("group", live);
            rules.unchanged("names.plural", live);
        }
        return rules.errors;
    }

    private void group() {
        String group = spec.path("group").asText("");
        if (group.isEmpty()) {
            errors.required("spec.group");
        } else if (!SUBDOMAIN.matcher(group).matches()) {
            errors.invalid("spec.group", group, SUBDOMAIN_RULE);
        } else if (!group.contains(".")) {
            errors.invalid("spec.group", group, "should be a domain with at least one dot");
        }
        oneOf("spec.scope", spec.path("scope").asText(""), List.of("Cluster", "Namespaced"));
    }

    private void versions() {
        JsonNode versions = spec.path("versions");
        for (int i = 0; i < versions.size(); i++) {
            if (!versions.get(i).path("schema").path("openAPIV3Schema").isObject()) {
                errors.required("spec.versions[%d].schema.openAPIV3Schema".formatted(i));
            }
        }
        Set<String> names = new HashSet<>();
        int stored = 0;
        boolean oneSchema = same(versions, "schema");
        boolean oneScale = same(versions, "subresources");
        boolean oneTable = same(versions, "additionalPrinterColumns");
        for (int i = 0; i < versions.size(); i++) {
            JsonNode version = versions.get(i);
            String path = "spec.versions[%d]".formatted(i);
            stored += version.path("storage").asBoolean() ? 1 : 0;
            names.add(version.path("name").asText(""));
            label(path + ".name", version.path("name").asText(""), "");
            JsonNode schema = version.path("schema").path("openAPIV3Schema");
            if (schema.isObject() && !(oneSchema && i > 0)) {
                String where = (oneSchema ? "spec.validation" : path + ".schema") + ".openAPIV3Schema";
                List<FieldError> structural = StructuralRules.errors(schema, where);
                errors.addAll(structural);
                if (structural.isEmpty()) {
                    errors.addAll(RuleBook.of(schema, where).errors());
                }
            }
            if (!(oneScale && i > 0)) {
                scale(version.path("subresources").path("scale"), (oneScale ? "spec" : path) + ".subresources.scale");
            }
            if (!(oneTable && i > 0)) {
                columns(
                        version.path("additionalPrinterColumns"),
                        (oneTable ? "spec" : path) + ".additionalPrinterColumns");
            }
        }
        if (names.size() < versions.size()) {
            errors.invalid("spec.versions", versions, "must contain unique version names");
        }
        if (stored != 1) {
            errors.invalid("spec.versions", versions, "must have exactly one version marked as storage version");
        }
    }

    /** What all versions have in common is told once, of the definition as a whole. */
    private static boolean same(JsonNode versions, String part) {
        for (JsonNode version : versions) {
            if (!version.path(part).equals(versions.get(0).path(part))) {
                return false;
            }
        }
        return true;
    }

    private void scale(JsonNode scale, String path) {
        if (!scale.isObject()) {
            return;
        }
        replicasPath(scale.path("specReplicasPath").asText(""), path + ".specReplicasPath", "spec");
        replicasPath(scale.path("statusReplicasPath").asText(""), path + ".statusReplicasPath", "status");
    }

    private void replicasPath(String value, String path, String part) {
        if (value.isEmpty()) {
            errors.required(path);
        } else if (!value.startsWith("." + part + ".")) {
            errors.invalid(path, value, "should be a json path under .%s".formatted(part));
        }
    }

    private void columns(JsonNode columns, String path) {
        for (int i = 0; i < columns.size(); i++) {
            JsonNode column = columns.get(i);
            String at = "%s[%d]".formatted(path, i);
            if (column.path("name").asText("").isEmpty()) {
                errors.required(at + ".name");
            }
            String type = column.path("type").asText("");
            List<String> types = List.of("boolean", "date", "integer", "number", "string");
            if (type.isEmpty()) {
                errors.required(at + ".type", "must be one of " + String.join(",", types));
            } else if (!types.contains(type)) {
                errors.invalid(at + ".type", type, "must be one of " + String.join(",", types));
            }
            if (column.path("jsonPath").asText("").isEmpty()) {
                errors.required(at + ".JSONPath");
            }
        }
    }

    private void names(JsonNode names) {
        for (String name : List.of("plural", "singular", "kind", "listKind")) {
            if (names.path(name).asText("").isEmpty()) {
                errors.required("spec.names." + name);
            }
        }
        label("spec.names.plural", names.path("plural").asText(""), "");
        label("spec.names.singular", names.path("singular").asText(""), "");
        for (String kind : List.of("kind", "listKind")) {
            label("spec.names." + kind, names.path(kind).asText(""), MIXED_CASE);
        }
        for (String list : List.of("shortNames", "categories")) {
            for (int i = 0; i < names.path(list).size(); i++) {
                label(
                        "spec.names.%s[%d]".formatted(list, i),
                        names.path(list).get(i).asText(),
                        "");
            }
        }
        String kind = names.path("kind").asText("");
        if (!kind.isEmpty() && kind.equals(names.path("listKind").asText(""))) {
            errors.invalid("spec.names.listKind", kind, "kind and listKind may not be the same");
        }
    }

    private void conversion() {
        JsonNode conversion = spec.path("conversion");
        if (conversion.isObject()) {
            oneOf("spec.conversion.strategy", conversion.path("strategy").asText(""), List.of("None", "Webhook"));
        }
    }

    private void label(String path, String value, String prefix) {
        label(errors, path, value, prefix);
    }

    /** Refuse a name that is no DNS label; after {@link #MIXED_CASE}, one in lower case. */
    static void label(FieldErrors errors, String path, String value, String prefix) {
        String written = prefix.isEmpty() ? value : value.toLowerCase(Locale.ROOT);
        if (!value.isEmpty() && !LABEL.matcher(written).matches()) {
            errors.invalid(path, value, prefix + LABEL_RULE);
        }
    }

    private void oneOf(String path, String value, List<String> values) {
        if (value.isEmpty()) {
            errors.required(path);
        } else if (!values.contains(value)) {
            errors.unsupported(path, value, values);
        }
    }

    private void unchanged(String path, JsonNode live) {
        JsonNode before = live.path("spec");
        JsonNode after = spec;
        for (String name : path.split("\\.", -1)) {
            before = before.path(name);
            after = after.path(name);
        }
        if (!before.equals(after)) {
            errors.invalid("spec." + path, after, "field is immutable");
        }
    }
}
