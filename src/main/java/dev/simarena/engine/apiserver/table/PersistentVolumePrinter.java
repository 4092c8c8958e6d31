package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Print persistent volumes. */
final class PersistentVolumePrinter implements Printer {

    private static final Map<String, String> SHORT = new LinkedHashMap<>();

    static {
        SHORT.put("ReadWriteOnce", "RWO");
        SHORT.put("ReadOnlyMany", "ROX");
        SHORT.put("ReadWriteMany", "RWX");
        SHORT.put("ReadWriteOncePod", "RWOP");
    }

    private static final List<Column> COLUMNS = List.of(
            Column.NAME,
            Column.string("Capacity", Column.doc("core.v1.PersistentVolumeSpec", "capacity")),
            Column.string("Access Modes", Column.doc("core.v1.PersistentVolumeSpec", "accessModes")),
            Column.string(
                    "Reclaim Policy", Column.doc("core.v1.PersistentVolumeSpec", "persistentVolumeReclaimPolicy")),
            Column.string("Status", Column.doc("core.v1.PersistentVolumeStatus", "phase")),
            Column.string("Claim", Column.doc("core.v1.PersistentVolumeSpec", "claimRef")),
            Column.string("StorageClass", "StorageClass of the pv"),
            Column.string("VolumeAttributesClass", "VolumeAttributesClass of the pv"),
            Column.string("Reason", Column.doc("core.v1.PersistentVolumeStatus", "reason")),
            Column.AGE,
            Column.string("VolumeMode", Column.doc("core.v1.PersistentVolumeSpec", "volumeMode"))
                    .wide());

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<@Nullable Object> cells(Shown object) {
        JsonNode claim = object.at("spec", "claimRef");
        return List.of(
                object.name(),
                object.textOr("0", "spec", "capacity", "storage"),
                modes(object.at("spec", "accessModes")),
                object.text("spec", "persistentVolumeReclaimPolicy"),
                object.isGoing() ? "Terminating" : object.text("status", "phase"),
                claim.isObject()
                        ? claim.path("namespace").asText("") + "/"
                                + claim.path("name").asText("")
                        : "",
                storageClass(object),
                object.textOr(Shown.UNSET, "spec", "volumeAttributesClassName"),
                object.text("status", "reason"),
                object.age(),
                object.textOr(Shown.UNSET, "spec", "volumeMode"));
    }

    /** Write access modes by their short names, in a fixed order. */
    static String modes(JsonNode modes) {
        List<String> written = Shown.texts(modes);
        List<String> shown = new ArrayList<>();
        SHORT.forEach((mode, name) -> {
            if (written.contains(mode)) {
                shown.add(name);
            }
        });
        return String.join(",", shown);
    }

    /** Return the storage class of a volume or a claim; an old annotation goes first. */
    static String storageClass(Shown object) {
        return object.textOr(
                object.text("spec", "storageClassName"),
                "metadata",
                "annotations",
                "volume.beta.kubernetes.io/storage-class");
    }
}
