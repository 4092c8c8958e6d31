package dev.simarena.engine.validation;

import static dev.simarena.engine.validation.FieldRules.has;
import static dev.simarena.engine.validation.FieldRules.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Quantity;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Check the volumes of pods. Source: {@code ValidateVolumes}, {@code validateVolumeSource}. */
public final class VolumeRules {

    /** Kinds of volumes in the order in which they are looked at. */
    private static final List<String> KINDS = List.of(
            "emptyDir",
            "hostPath",
            "gitRepo",
            "gcePersistentDisk",
            "awsElasticBlockStore",
            "secret",
            "nfs",
            "iscsi",
            "glusterfs",
            "flocker",
            "persistentVolumeClaim",
            "rbd",
            "cinder",
            "cephfs",
            "quobyte",
            "downwardAPI",
            "fc",
            "flexVolume",
            "configMap",
            "azureFile",
            "vsphereVolume",
            "photonPersistentDisk",
            "portworxVolume",
            "azureDisk",
            "storageos",
            "projected",
            "scaleIO",
            "csi",
            "ephemeral",
            "image");

    private static final List<String> HOST_TYPES = List.of(
            "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket");
    private static final int LONGEST_DRIVER = 63;

    private VolumeRules() {}

    /** Check the volumes of a pod; returns those that are right, by name. */
    static Map<String, JsonNode> check(JsonNode volumes, String path, FieldErrors errors) {
        Map<String, JsonNode> right = new LinkedHashMap<>();
        int i = 0;
        for (JsonNode volume : volumes) {
            String at = path + "[" + i++ + "]";
            int before = errors.size();
            source(volume, at, errors);
            FieldRules.named(volume, "name", at, NameRules::label, errors);
            String name = text(volume, "name");
            if (right.containsKey(name)) {
                errors.duplicate(at + ".name", name);
            }
            if (errors.size() == before) {
                right.put(name, volume);
            }
        }
        return right;
    }

    /** Check the names of the claims that a pod's own volumes will have, which depend on the name of the pod. */
    public static void claims(JsonNode spec, String pod, FieldErrors errors) {
        Set<String> made = new HashSet<>();
        for (JsonNode volume : spec.path("volumes")) {
            if (has(volume, "ephemeral")) {
                made.add(pod + "-" + text(volume, "name"));
            }
        }
        if (made.isEmpty()) {
            return;
        }
        int i = 0;
        for (JsonNode volume : spec.path("volumes")) {
            String at = "spec.volumes[" + i++ + "]";
            String name = text(volume, "name");
            if (has(volume, "ephemeral") && !name.isEmpty()) {
                String claim = pod + "-" + name;
                NameRules.subdomain(claim)
                        .forEach(wrong -> errors.invalid(
                                at + ".name", name, "PVC name %s: %s".formatted(FieldErrors.quoted(claim), wrong)));
            }
            String claim = text(volume.path("persistentVolumeClaim"), "claimName");
            if (made.contains(claim)) {
                errors.invalid(
                        at + ".persistentVolumeClaim.claimName",
                        claim,
                        "must not reference a PVC that gets created for an ephemeral volume");
            }
        }
    }

    private static void source(JsonNode volume, String path, FieldErrors errors) {
        int count = 0;
        for (String kind : KINDS) {
            if (!has(volume, kind)) {
                continue;
            }
            if (count > 0) {
                errors.forbidden(path + "." + kind, "may not specify more than 1 volume type");
            } else {
                count++;
                source(kind, volume.path(kind), path + "." + kind, errors);
            }
        }
        if (count == 0) {
            errors.required(path, "must specify a volume type");
        }
    }

    private static void source(String kind, JsonNode source, String path, FieldErrors errors) {
        switch (kind) {
            case "emptyDir" -> {
                if (has(source, "sizeLimit")
                        && Quantity.of(source.path("sizeLimit")).signum() < 0) {
                    errors.forbidden(path + ".sizeLimit", "SizeLimit field must be a valid resource quantity");
                }
            }
            case "hostPath" -> hostPath(source, path, errors);
            case "gitRepo" -> {
                FieldRules.required(source, "repository", path, errors);
                FieldRules.descending(text(source, "directory"), path + ".directory", errors);
            }
            case "secret" -> {
                FieldRules.required(source, "secretName", path, errors);
                FieldRules.fileMode(source, "defaultMode", path, errors);
                keys(source.path("items"), path + ".items", errors);
            }
            case "configMap" -> {
                FieldRules.required(source, "name", path, errors);
                FieldRules.fileMode(source, "defaultMode", path, errors);
                keys(source.path("items"), path + ".items", errors);
            }
            case "nfs" -> nfs(source, path, errors);
            case "persistentVolumeClaim" -> FieldRules.required(source, "claimName", path, errors);
            case "downwardAPI" -> {
                FieldRules.fileMode(source, "defaultMode", path, errors);
                source.path("items").forEach(file -> ProjectedVolumeRules.downwardFile(file, path, errors));
            }
            case "projected" -> ProjectedVolumeRules.check(source, path, errors);
            case "csi" -> {
                driver(text(source, "driver"), path + ".driver", errors);
                if (has(source, "nodePublishSecretRef")) {
                    FieldRules.named(
                            source.path("nodePublishSecretRef"),
                            "name",
                            path + ".nodePublishSecretRef",
                            NameRules::subdomain,
                            errors);
                }
            }
            case "ephemeral" -> ephemeral(source, path, errors);
            case "image" ->
                FieldRules.oneOf(source, "pullPolicy", path, List.of("Always", "IfNotPresent", "Never"), errors);
            default -> {
                // Volumes of clouds and old file systems are taken as they are.
            }
        }
    }

    static void hostPath(JsonNode source, String path, FieldErrors errors) {
        String place = text(source, "path");
        if (place.isEmpty()) {
            errors.required(path + ".path");
            return;
        }
        FieldRules.noBacksteps(place, path + ".path", errors);
        FieldRules.oneOfIfPresent(source, "type", path, HOST_TYPES, errors);
    }

    static void nfs(JsonNode source, String path, FieldErrors errors) {
        FieldRules.required(source, "server", path, errors);
        FieldRules.required(source, "path", path, errors);
        if (!text(source, "path").startsWith("/")) {
            errors.invalid(path + ".path", text(source, "path"), "must be an absolute path");
        }
    }

    /** Check the name of a CSI driver. */
    static void driver(String name, String path, FieldErrors errors) {
        if (name.isEmpty()) {
            errors.required(path);
            return;
        }
        if (name.length() > LONGEST_DRIVER) {
            errors.tooLong(path, LONGEST_DRIVER);
        }
        NameRules.subdomain(name.toLowerCase(Locale.ROOT)).forEach(wrong -> errors.invalid(path, name, wrong));
    }

    /** Check which keys become which files. */
    static void keys(JsonNode items, String path, FieldErrors errors) {
        int i = 0;
        for (JsonNode item : items) {
            String at = path + "[" + i++ + "]";
            FieldRules.required(item, "key", at, errors);
            FieldRules.required(item, "path", at, errors);
            FieldRules.notReserved(text(item, "path"), at + ".path", errors);
            FieldRules.fileMode(item, "mode", at, errors);
        }
    }

    private static void ephemeral(JsonNode source, String path, FieldErrors errors) {
        String at = path + ".volumeClaimTemplate";
        JsonNode template = source.path("volumeClaimTemplate");
        if (!template.isObject()) {
            errors.required(at);
            return;
        }
        JsonNode metadata = template.path("metadata");
        MetadataRules.annotations(metadata.path("annotations"), at + ".metadata.annotations", errors);
        MetadataRules.labels(metadata.path("labels"), at + ".metadata.labels", errors);
        for (Map.Entry<String, JsonNode> field : metadata.properties()) {
            boolean said =
                    !field.getValue().isNull() && !field.getValue().asText("").isEmpty();
            if (!Set.of("annotations", "labels").contains(field.getKey()) && said) {
                errors.forbidden(at + ".metadata." + field.getKey(), "cannot be set");
            }
        }
        StorageRules.claimSpec(template.path("spec"), at + ".spec", errors);
    }
}
