package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hold a request that is being carried out.
 *
 * @param namespace namespace of the object, {@code null} for a cluster-scoped kind
 * @param name name of the object, empty where it is to be generated
 * @param since how many objects there were, or the version of the object before
 * @param outcome says who manages what after it
 * @param note notes that with the object it writes, before anybody else looks at it
 */
record PendingWrite(
        Gvk gvk,
        @Nullable String namespace,
        String name,
        boolean creates,
        long since,
        Outcome outcome,
        Consumer<ApiObject> note) {

    /** Says who manages what after a request. */
    interface Outcome {
        Managed of(ObjectNode written);
    }

    /** Return who manages what of an object as it was written; nobody where it has a list whose elements cannot be told apart. */
    static Managed managed(Outcome outcome, ObjectNode written) {
        try {
            return outcome.of(written);
        } catch (ShapeException e) {
            return new Managed();
        }
    }

    boolean concerns(ApiObject object) {
        return object.gvk().equals(gvk)
                && String.valueOf(object.namespace()).equals(String.valueOf(namespace))
                && (name.isEmpty() || object.name().equals(name))
                && (creates ? object.order() >= since : object.resourceVersion() > since);
    }
}
