package dev.simarena.engine.model;

import dev.simarena.trace.Gvk;
import java.util.List;
import java.util.Map;

/** Hold an object whose status has conditions its controller knows nothing about, and leaves as clients wrote them. */
public abstract class ConditionedObject extends ApiObject {

    private List<Condition> otherConditions = List.of();

    ConditionedObject(
            Gvk gvk, String namespace, String name, Map<String, String> labels, Map<String, String> annotations) {
        super(gvk, namespace, name, labels, annotations);
    }

    /** Return the conditions clients wrote, in their order. */
    public final List<Condition> otherConditions() {
        return otherConditions;
    }

    public final void setOtherConditions(List<Condition> conditions) {
        otherConditions = List.copyOf(conditions);
    }
}
