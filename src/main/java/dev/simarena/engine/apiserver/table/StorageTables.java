package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Print the kinds of storage. */
final class StorageTables {

    private StorageTables() {}

    static Printer storageClass() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("Provisioner", Column.doc("storage.v1.StorageClass", "provisioner")),
                        Column.string("ReclaimPolicy", Column.doc("storage.v1.StorageClass", "reclaimPolicy")),
                        Column.string("VolumeBindingMode", Column.doc("storage.v1.StorageClass", "volumeBindingMode")),
                        Column.string(
                                "AllowVolumeExpansion", Column.doc("storage.v1.StorageClass", "allowVolumeExpansion")),
                        Column.AGE),
                o -> List.of(
                        named(
                                o,
                                "storageclass.kubernetes.io/is-default-class",
                                "storageclass.beta.kubernetes.io/is-default-class"),
                        o.text("provisioner"),
                        o.textOr("Delete", "reclaimPolicy"),
                        o.textOr("Immediate", "volumeBindingMode"),
                        o.bool("allowVolumeExpansion"),
                        o.age()));
    }

    static Printer attributesClass() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("DriverName", Column.doc("storage.v1.VolumeAttributesClass", "driverName")),
                        Column.AGE),
                o -> List.of(o.name(), o.text("driverName"), o.age()));
    }

    static Printer attachment() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        new Column(
                                "Attacher",
                                "string",
                                "name",
                                0,
                                Column.doc("storage.v1.VolumeAttachmentSpec", "attacher")),
                        Column.string("PV", Column.doc("storage.v1.VolumeAttachmentSource", "persistentVolumeName")),
                        Column.string("Node", Column.doc("storage.v1.VolumeAttachmentSpec", "nodeName")),
                        Column.bool("Attached", Column.doc("storage.v1.VolumeAttachmentStatus", "attached")),
                        Column.AGE),
                o -> List.of(
                        o.name(),
                        o.text("spec", "attacher"),
                        o.text("spec", "source", "persistentVolumeName"),
                        o.text("spec", "nodeName"),
                        o.bool("status", "attached"),
                        o.age()));
    }

    static Printer csiNode() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.integer("Drivers", "Drivers indicates the number of CSI drivers registered on the node"),
                        Column.AGE),
                o -> List.of(o.name(), o.count("spec", "drivers"), o.age()));
    }

    static Printer csiDriver() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.bool("AttachRequired", Column.doc("storage.v1.CSIDriverSpec", "attachRequired")),
                        Column.bool("PodInfoOnMount", Column.doc("storage.v1.CSIDriverSpec", "podInfoOnMount")),
                        Column.bool("StorageCapacity", Column.doc("storage.v1.CSIDriverSpec", "storageCapacity")),
                        Column.string("TokenRequests", Column.doc("storage.v1.CSIDriverSpec", "tokenRequests")),
                        Column.bool("RequiresRepublish", Column.doc("storage.v1.CSIDriverSpec", "requiresRepublish")),
                        Column.string("Modes", Column.doc("storage.v1.CSIDriverSpec", "volumeLifecycleModes")),
                        Column.AGE),
                o -> List.of(
                        o.name(),
                        o.at("spec", "attachRequired").asBoolean(true),
                        o.bool("spec", "podInfoOnMount"),
                        o.bool("spec", "storageCapacity"),
                        audiences(o),
                        o.bool("spec", "requiresRepublish"),
                        modes(o),
                        o.age()));
    }

    static Printer capacity() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string(
                                "StorageClassName", Column.doc("storage.v1.CSIStorageCapacity", "storageClassName")),
                        Column.string("Capacity", Column.doc("storage.v1.CSIStorageCapacity", "capacity"))),
                o -> List.of(o.name(), o.text("storageClassName"), o.textOr(Shown.UNSET, "capacity")));
    }

    /** Return the name of a class, marked where an annotation makes it the default. */
    static String named(Shown object, String... annotations) {
        for (String annotation : annotations) {
            if (object.text("metadata", "annotations", annotation).equals("true")) {
                return object.name() + " (default)";
            }
        }
        return object.name();
    }

    private static String audiences(Shown driver) {
        JsonNode requests = driver.at("spec", "tokenRequests");
        if (!requests.isArray()) {
            return Shown.UNSET;
        }
        List<String> audiences = new ArrayList<>();
        requests.forEach(request -> audiences.add(request.path("audience").asText("")));
        return String.join(",", audiences);
    }

    private static String modes(Shown driver) {
        List<String> modes = Shown.texts(driver.at("spec", "volumeLifecycleModes"));
        return modes.isEmpty() ? Shown.NONE : String.join(",", modes);
    }
}
