package dev.simarena.engine.validation;

import static dev.simarena.engine.validation.FieldRules.has;
import static dev.simarena.engine.validation.FieldRules.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Check where a container sees which volume. Source: {@code ValidateVolumeMounts}, {@code ValidateVolumeDevices}. */
final class MountRules {

    private static final List<String> PROPAGATIONS = List.of("Bidirectional", "HostToContainer", "None");

    private MountRules() {}

    /** Check mounts and devices of a container against the volumes of its pod that are right. */
    static void check(JsonNode container, Map<String, JsonNode> volumes, String path, FieldErrors errors) {
        Map<String, String> devices = places(container.path("volumeDevices"), "devicePath");
        Map<String, String> mounts = places(container.path("volumeMounts"), "mountPath");
        mounts(container, volumes.keySet(), devices, path + ".volumeMounts", errors);
        devices(container.path("volumeDevices"), volumes, mounts, path + ".volumeDevices", errors);
    }

    private static void mounts(
            JsonNode container, Set<String> volumes, Map<String, String> devices, String path, FieldErrors errors) {
        Set<String> taken = new HashSet<>();
        int i = 0;
        for (JsonNode mount : container.path("volumeMounts")) {
            String at = path + "[" + i++ + "]";
            String name = text(mount, "name");
            String place = text(mount, "mountPath");
            FieldRules.required(mount, "name", at, errors);
            if (!volumes.contains(name)) {
                errors.notFound(at + ".name", name);
            }
            FieldRules.required(mount, "mountPath", at, errors);
            if (!taken.add(place)) {
                errors.invalid(at + ".mountPath", place, "must be unique");
            }
            if (devices.containsKey(name)) {
                errors.invalid(at + ".name", name, "must not already exist in volumeDevices");
            }
            if (devices.containsValue(place)) {
                errors.invalid(at + ".mountPath", place, "must not already exist as a path in volumeDevices");
            }
            // The API server leaves the index out of the paths of what follows.
            FieldRules.descending(text(mount, "subPath"), path + ".subPath", errors);
            String expression = text(mount, "subPathExpr");
            if (!expression.isEmpty() && !text(mount, "subPath").isEmpty()) {
                errors.invalid(at + ".subPathExpr", expression, "subPathExpr and subPath are mutually exclusive");
            }
            FieldRules.descending(expression, path + ".subPathExpr", errors);
            FieldRules.oneOfIfPresent(mount, "mountPropagation", path, PROPAGATIONS, errors);
            if (text(mount, "mountPropagation").equals("Bidirectional")
                    && !container.path("securityContext").path("privileged").asBoolean()) {
                errors.forbidden(
                        path + ".mountPropagation",
                        "Bidirectional mount propagation is available only to privileged containers");
            }
            readOnly(mount, path + ".recursiveReadOnly", path, errors);
        }
    }

    private static void readOnly(JsonNode mount, String at, String path, FieldErrors errors) {
        if (!List.of("Enabled", "IfPossible").contains(text(mount, "recursiveReadOnly"))) {
            FieldRules.oneOfIfPresent(
                    mount, "recursiveReadOnly", path, List.of("Disabled", "Enabled", "IfPossible"), errors);
            return;
        }
        if (!mount.path("readOnly").asBoolean()) {
            errors.forbidden(at, "may only be specified when readOnly is true");
        }
        if (has(mount, "mountPropagation") && !text(mount, "mountPropagation").equals("None")) {
            errors.forbidden(at, "may only be specified when mountPropagation is None or not specified");
        }
    }

    private static void devices(
            JsonNode devices,
            Map<String, JsonNode> volumes,
            Map<String, String> mounts,
            String path,
            FieldErrors errors) {
        Set<String> names = new HashSet<>();
        Set<String> taken = new HashSet<>();
        int i = 0;
        for (JsonNode device : devices) {
            String at = path + "[" + i++ + "]";
            String name = text(device, "name");
            String place = text(device, "devicePath");
            FieldRules.required(device, "name", at, errors);
            if (names.contains(name)) {
                errors.invalid(at + ".name", name, "must be unique");
            }
            JsonNode volume = volumes.get(name);
            if (volume == null) {
                errors.notFound(at + ".name", name);
            } else if (!has(volume, "persistentVolumeClaim") && !has(volume, "ephemeral")) {
                errors.invalid(
                        at + ".name",
                        name,
                        "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
            }
            FieldRules.required(device, "devicePath", at, errors);
            if (taken.contains(place)) {
                errors.invalid(at + ".devicePath", place, "must be unique");
            }
            if (List.of(place.split("/", -1)).contains("..")) {
                errors.invalid(at + ".devicePath", place, "can not contain backsteps ('..')");
            } else {
                taken.add(place);
            }
            if (mounts.containsKey(name)) {
                errors.invalid(at + ".name", name, "must not already exist in volumeMounts");
            }
            if (mounts.containsValue(place)) {
                errors.invalid(at + ".devicePath", place, "must not already exist as a path in volumeMounts");
            }
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
    }

    private static Map<String, String> places(JsonNode list, String field) {
        Map<String, String> places = new HashMap<>();
        list.forEach(entry -> places.put(text(entry, "name"), text(entry, field)));
        return places;
    }
}
