package dev.simarena.engine.apiserver.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Print persistent volume claims; capacity and access modes are those of a bound volume. */
final class PersistentVolumeClaimPrinter implements Printer {

    private static final List<Column> COLUMNS = List.of(
            Column.NAME,
            Column.string("Status", Column.doc("core.v1.PersistentVolumeClaimStatus", "phase")),
            Column.string("Volume", Column.doc("core.v1.PersistentVolumeClaimSpec", "volumeName")),
            Column.string("Capacity", Column.doc("core.v1.PersistentVolumeClaimStatus", "capacity")),
            Column.string("Access Modes", Column.doc("core.v1.PersistentVolumeClaimStatus", "accessModes")),
            Column.string("StorageClass", "StorageClass of the pvc"),
            Column.string("VolumeAttributesClass", "VolumeAttributesClass of the pvc"),
            Column.AGE,
            Column.string("VolumeMode", Column.doc("core.v1.PersistentVolumeClaimSpec", "volumeMode"))
                    .wide());

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<@Nullable Object> cells(Shown object) {
        String volume = object.text("spec", "volumeName");
        return List.of(
                object.name(),
                object.isGoing() ? "Terminating" : object.text("status", "phase"),
                volume,
                volume.isEmpty() ? "" : object.textOr("0", "status", "capacity", "storage"),
                volume.isEmpty() ? "" : PersistentVolumePrinter.modes(object.at("status", "accessModes")),
                PersistentVolumePrinter.storageClass(object),
                object.textOr(Shown.UNSET, "spec", "volumeAttributesClassName"),
                object.age(),
                object.textOr(Shown.UNSET, "spec", "volumeMode"));
    }
}
