package dev.simarena.engine.validation;

import static dev.simarena.engine.validation.FieldRules.has;
import static dev.simarena.engine.validation.FieldRules.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Check volumes that show objects and the pod itself as files. Source: {@code validateProjectionSources}. */
final class ProjectedVolumeRules {

    private static final List<String> FIELDS =
            List.of("metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid");
    private static final long SHORTEST_TOKEN = 600;
    private static final long LONGEST_TOKEN = 1L << 32;

    private ProjectedVolumeRules() {}

    static void check(JsonNode volume, String path, FieldErrors errors) {
        FieldRules.fileMode(volume, "defaultMode", path, errors);
        Set<String> files = new HashSet<>();
        int i = 0;
        for (JsonNode source : volume.path("sources")) {
            String at = path + ".sources[" + i++ + "]";
            int count = 0;
            for (String kind : List.of("secret", "configMap")) {
                JsonNode object = source.path(kind);
                if (object.isObject()) {
                    count++;
                    FieldRules.required(object, "name", at + "." + kind, errors);
                    VolumeRules.keys(object.path("items"), at + "." + kind + ".items", errors);
                    for (JsonNode item : object.path("items")) {
                        unique(text(item, "path"), text(object, "name"), files, path, errors);
                    }
                }
            }
            if (has(source, "downwardAPI")) {
                count++;
                for (JsonNode file : source.path("downwardAPI").path("items")) {
                    downwardFile(file, at + ".downwardAPI", errors);
                    unique(text(file, "path"), text(file, "path"), files, path, errors);
                }
            }
            if (has(source, "serviceAccountToken")) {
                count++;
                token(source.path("serviceAccountToken"), at + ".serviceAccountToken", path, errors);
            }
            count += has(source, "clusterTrustBundle") ? 1 : 0;
            count += has(source, "podCertificate") ? 1 : 0;
            if (count > 1) {
                errors.forbidden(at, "may not specify more than 1 volume type per source");
            }
        }
    }

    private static void unique(String file, String shown, Set<String> files, String path, FieldErrors errors) {
        if (!file.isEmpty() && !files.add(file)) {
            errors.invalid(path, shown, "conflicting duplicate paths");
        }
    }

    private static void token(JsonNode token, String path, String volume, FieldErrors errors) {
        long seconds = token.path("expirationSeconds").asLong();
        if (seconds < SHORTEST_TOKEN) {
            errors.invalid(path + ".expirationSeconds", seconds, "may not specify a duration less than 10 minutes");
        }
        if (seconds > LONGEST_TOKEN) {
            errors.invalid(path + ".expirationSeconds", seconds, "may not specify a duration larger than 2^32 seconds");
        }
        if (text(token, "path").isEmpty()) {
            errors.required(volume + ".path");
        } else {
            FieldRules.notReserved(text(token, "path"), volume + ".path", errors);
        }
    }

    /** Check one file that shows a field of the pod or a resource of a container. */
    static void downwardFile(JsonNode file, String path, FieldErrors errors) {
        FieldRules.required(file, "path", path, errors);
        FieldRules.notReserved(text(file, "path"), path + ".path", errors);
        if (has(file, "fieldRef")) {
            EnvironmentRules.field(file.path("fieldRef"), FIELDS, path + ".fieldRef", errors);
            if (has(file, "resourceFieldRef")) {
                errors.invalid(path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
            }
        } else if (has(file, "resourceFieldRef")) {
            EnvironmentRules.resource(file.path("resourceFieldRef"), true, path + ".resourceFieldRef", errors);
        } else {
            errors.required(path, "one of fieldRef and resourceFieldRef is required");
        }
        FieldRules.fileMode(file, "mode", path, errors);
    }
}
