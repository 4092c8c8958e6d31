package dev.simarena.engine.apiserver.table;

import java.util.ArrayList;
import java.util.List;

/** Print the kinds of devices. */
final class DeviceTables {

    private DeviceTables() {}

    static Printer named() {
        return Printer.of(List.of(Column.NAME, Column.AGE), o -> List.of(o.name(), o.age()));
    }

    static Printer claim() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("State", "A summary of the current state (allocated, pending, reserved, etc.)."),
                        Column.AGE),
                o -> List.of(o.name(), state(o), o.age()));
    }

    static Printer slice() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("Node", Column.doc("resource.v1.ResourceSliceSpec", "nodeName")),
                        Column.string("Driver", Column.doc("resource.v1.ResourceSliceSpec", "driver")),
                        Column.string("Pool", Column.doc("resource.v1.ResourcePool", "name")),
                        Column.AGE),
                o -> List.of(
                        o.name(),
                        o.text("spec", "nodeName"),
                        o.text("spec", "driver"),
                        o.text("spec", "pool", "name"),
                        o.age()));
    }

    private static String state(Shown claim) {
        List<String> states = new ArrayList<>();
        if (claim.isGoing()) {
            states.add("deleted");
        }
        if (claim.at("status", "allocation").isObject()) {
            states.add("allocated");
            if (claim.count("status", "reservedFor") > 0) {
                states.add("reserved");
            }
        } else if (!claim.isGoing()) {
            states.add("pending");
        }
        return String.join(",", states);
    }
}
