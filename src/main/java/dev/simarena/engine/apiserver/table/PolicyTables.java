package dev.simarena.engine.apiserver.table;

import java.util.List;

/** Print the kinds of scheduling, policy, coordination and node whose rows only repeat fields. */
final class PolicyTables {

    private PolicyTables() {}

    static Printer disruptionBudget() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("Min Available", "The minimum number of pods that must be available."),
                        Column.string("Max Unavailable", "The maximum number of pods that may be unavailable."),
                        Column.integer(
                                "Allowed Disruptions", "Calculated number of pods that may be disrupted at this time."),
                        Column.AGE),
                o -> List.of(
                        o.name(),
                        o.textOr("N/A", "spec", "minAvailable"),
                        o.textOr("N/A", "spec", "maxUnavailable"),
                        o.number("status", "disruptionsAllowed"),
                        o.age()));
    }

    static Printer priorityClass() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.integer("Value", Column.doc("scheduling.v1.PriorityClass", "value")),
                        Column.bool("Global-Default", Column.doc("scheduling.v1.PriorityClass", "globalDefault")),
                        Column.AGE,
                        Column.string(
                                "PreemptionPolicy", Column.doc("scheduling.v1.PriorityClass", "preemptionPolicy"))),
                o -> List.of(
                        o.name(), o.number("value"), o.bool("globalDefault"), o.age(), o.text("preemptionPolicy")));
    }

    static Printer runtimeClass() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("Handler", Column.doc("node.v1.RuntimeClass", "handler")),
                        Column.AGE),
                o -> List.of(o.name(), o.text("handler"), o.age()));
    }

    static Printer lease() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("Holder", Column.doc("coordination.v1.LeaseSpec", "holderIdentity")),
                        Column.AGE),
                o -> List.of(o.name(), o.text("spec", "holderIdentity"), o.age()));
    }
}
