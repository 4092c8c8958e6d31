package dev.simarena.engine.validation;

import static dev.simarena.engine.validation.FieldRules.has;
import static dev.simarena.engine.validation.FieldRules.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Check claims, volumes, classes of storage and what CSI drivers tell. Source: {@code pkg/apis/storage/validation}. */
final class StorageRules {

    private static final List<String> ACCESS_MODES =
            List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
    private static final List<String> VOLUME_MODES = List.of("Block", "Filesystem");
    private static final List<String> RECLAIM_POLICIES = List.of("Delete", "Recycle", "Retain");

    /** Kinds of volumes in the order in which they are looked at. */
    private static final List<String> KINDS = List.of(
            "hostPath",
            "gcePersistentDisk",
            "awsElasticBlockStore",
            "glusterfs",
            "flocker",
            "nfs",
            "rbd",
            "quobyte",
            "cephfs",
            "iscsi",
            "cinder",
            "fc",
            "flexVolume",
            "azureFile",
            "vsphereVolume",
            "photonPersistentDisk",
            "portworxVolume",
            "azureDisk",
            "scaleIO",
            "local",
            "storageos",
            "csi");

    private StorageRules() {}

    static void claim(JsonNode object, FieldErrors errors) {
        claimSpec(object.path("spec"), "spec", errors);
    }

    /** Check the spec of a claim or of a template of claims. */
    static void claimSpec(JsonNode spec, String path, FieldErrors errors) {
        if (spec.path("accessModes").isEmpty()) {
            errors.required(path + ".accessModes", "at least 1 access mode is required");
        }
        SelectorRules.check(spec.path("selector"), path + ".selector", errors);
        accessModes(spec, path, errors);
        JsonNode storage = spec.path("resources").path("requests").path("storage");
        String at = path + ".resources[storage]";
        if (storage.isMissingNode()) {
            errors.required(at);
        } else if (Quantity.of(storage).signum() <= 0) {
            errors.invalid(at, Quantity.of(storage).stored().toString(), "must be greater than zero");
        }
        className(spec, "storageClassName", path, errors);
        FieldRules.oneOfIfPresent(spec, "volumeMode", path, VOLUME_MODES, errors);
        JsonNode source = spec.path("dataSource");
        JsonNode reference = spec.path("dataSourceRef");
        if (isClaimOrSnapshot(source)) {
            dataSource(source, path + ".dataSource", errors);
            if (!reference.isObject()) {
                dataSource(source, path + ".dataSourceRef", errors); // it is copied there
            }
        }
        if (reference.isObject()) {
            dataSource(reference, path + ".dataSourceRef", errors);
        }
        className(spec, "volumeAttributesClassName", path, errors);
    }

    /** Sources of any other kind are dropped before anybody looks. */
    private static boolean isClaimOrSnapshot(JsonNode source) {
        String group = text(source, "apiGroup");
        return switch (text(source, "kind")) {
            case "PersistentVolumeClaim" -> group.isEmpty();
            case "VolumeSnapshot" -> group.equals("snapshot.storage.k8s.io");
            default -> false;
        };
    }

    private static void accessModes(JsonNode spec, String path, FieldErrors errors) {
        boolean single = false;
        boolean other = false;
        for (JsonNode mode : spec.path("accessModes")) {
            if (!ACCESS_MODES.contains(mode.asText(""))) {
                errors.unsupported(path + ".accessModes", mode.asText(""), ACCESS_MODES);
            } else if (mode.asText().equals("ReadWriteOncePod")) {
                single = true;
            } else {
                other = true;
            }
        }
        if (single && other) {
            errors.forbidden(path + ".accessModes", "may not use ReadWriteOncePod with other access modes");
        }
    }

    private static void className(JsonNode spec, String field, String path, FieldErrors errors) {
        if (!text(spec, field).isEmpty()) {
            FieldRules.check(text(spec, field), path + "." + field, NameRules::subdomain, errors);
        }
    }

    private static void dataSource(JsonNode source, String path, FieldErrors errors) {
        FieldRules.required(source, "name", path, errors);
        FieldRules.required(source, "kind", path, errors);
        String group = text(source, "apiGroup");
        if (group.isEmpty() && !text(source, "kind").equals("PersistentVolumeClaim")) {
            errors.invalid(
                    path,
                    text(source, "kind"),
                    "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
        }
        if (!group.isEmpty()) {
            FieldRules.check(group, path + ".apiGroup", NameRules::subdomain, errors);
        }
        if (!text(source, "namespace").isEmpty()) {
            FieldRules.check(text(source, "namespace"), path + ".namespace", NameRules::label, errors);
        }
    }

    static void volume(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        if (spec.path("accessModes").isEmpty()) {
            errors.required("spec.accessModes");
        }
        accessModes(spec, "spec", errors);
        capacity(spec.path("capacity"), errors);
        FieldRules.oneOf(spec, "persistentVolumeReclaimPolicy", "spec", RECLAIM_POLICIES, errors);
        JsonNode affinity = spec.path("nodeAffinity");
        if (affinity.isObject()) {
            if (has(affinity, "required")) {
                PlacementRules.nodeSelector(affinity.path("required"), "spec.nodeAffinity.required", errors);
            } else {
                errors.required("spec.nodeAffinity.required", "must specify required node constraints");
            }
        }
        sources(spec, errors);
        String host = text(spec.path("hostPath"), "path");
        if (host.matches("/+") && text(spec, "persistentVolumeReclaimPolicy").equals("Recycle")) {
            errors.forbidden("spec.persistentVolumeReclaimPolicy", "may not be 'recycle' for a hostPath mount of '/'");
        }
        className(spec, "storageClassName", "spec", errors);
        FieldRules.oneOfIfPresent(spec, "volumeMode", "spec", VOLUME_MODES, errors);
    }

    private static void capacity(JsonNode capacity, FieldErrors errors) {
        if (capacity.isEmpty()) {
            errors.required("spec.capacity");
        }
        if (!capacity.has("storage") || capacity.size() > 1) {
            String shown = capacity.isMissingNode() ? "null" : capacity.toString();
            errors.add(
                    "FieldValueNotSupported",
                    "spec.capacity",
                    "Unsupported value: " + shown + ": supported values: \"storage\"");
        }
        for (Map.Entry<String, JsonNode> entry : capacity.properties()) {
            String at = "spec.capacity[" + entry.getKey() + "]";
            Quantity amount = Quantity.of(entry.getValue());
            if (amount.signum() < 0) {
                errors.invalid(at, amount.longValue(), "must be a valid resource quantity");
            }
            if (amount.signum() <= 0) {
                errors.invalid(at, entry.getValue(), "must be greater than zero");
            }
        }
    }

    private static void sources(JsonNode spec, FieldErrors errors) {
        int count = 0;
        for (String kind : KINDS) {
            if (!has(spec, kind)) {
                continue;
            }
            String at = "spec." + kind;
            if (count++ > 0) {
                errors.forbidden(at, "may not specify more than 1 volume type");
                continue;
            }
            JsonNode source = spec.path(kind);
            switch (kind) {
                case "hostPath" -> VolumeRules.hostPath(source, at, errors);
                case "nfs" -> VolumeRules.nfs(source, at, errors);
                case "local" -> {
                    FieldRules.required(source, "path", at, errors);
                    FieldRules.noBacksteps(text(source, "path"), at + ".path", errors);
                    if (!spec.path("nodeAffinity").isObject()) {
                        errors.required("spec.nodeAffinity", "Local volume requires node affinity");
                    }
                }
                case "csi" -> {
                    VolumeRules.driver(text(source, "driver"), at + ".driver", errors);
                    FieldRules.required(source, "volumeHandle", at, errors);
                }
                default -> {
                    // Volumes of clouds and old file systems are taken as they are.
                }
            }
        }
        if (count == 0) {
            errors.required("spec", "must specify a volume type");
        }
    }

    static void storageClass(JsonNode object, FieldErrors errors) {
        String provisioner = text(object, "provisioner");
        if (provisioner.isEmpty()) {
            errors.required("provisioner");
        } else {
            NameRules.key(provisioner.toLowerCase(Locale.ROOT))
                    .forEach(wrong -> errors.invalid("provisioner", provisioner, wrong));
        }
        if (object.path("parameters").has("")) {
            errors.invalid("parameters", "", "field can not be empty.");
        }
        String reclaim = text(object, "reclaimPolicy");
        if (!List.of("", "Delete", "Retain").contains(reclaim)) {
            errors.unsupported("reclaimPolicy", reclaim, List.of("Delete", "Retain"));
        }
        String binding = text(object, "volumeBindingMode");
        if (!List.of("Immediate", "WaitForFirstConsumer").contains(binding)) {
            errors.unsupported("volumeBindingMode", binding, List.of("Immediate", "WaitForFirstConsumer"));
        }
        int i = 0;
        for (JsonNode term : object.path("allowedTopologies")) {
            topology(term, "allowedTopologies[" + i++ + "]", errors);
        }
    }

    private static void topology(JsonNode term, String path, FieldErrors errors) {
        Set<String> keys = new HashSet<>();
        int i = 0;
        for (JsonNode expression : term.path("matchLabelExpressions")) {
            String at = path + ".matchLabelExpressions[" + i++ + "]";
            Set<String> values = new HashSet<>();
            if (expression.path("values").isEmpty()) {
                errors.required(at + ".values");
            }
            int j = 0;
            for (JsonNode value : expression.path("values")) {
                if (!values.add(value.asText(""))) {
                    errors.duplicate(at + ".values[" + j + "]", value.asText(""));
                }
                j++;
            }
            String key = text(expression, "key");
            FieldRules.check(key, at + ".key", NameRules::key, errors);
            if (!keys.add(key)) {
                errors.duplicate(at + ".key", key);
            }
        }
    }
}
