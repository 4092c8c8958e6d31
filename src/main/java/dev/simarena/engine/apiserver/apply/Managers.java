package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.ManagedFields;
import dev.simarena.trace.Gvk;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keep with objects who manages which of their fields, and find out what nobody noted.
 *
 * <p>Objects may be shown by several threads at once, everything else is done by one.
 */
final class Managers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TEXTS = 256;

    private final Types types;

    /** Texts of managed fields, so that objects written alike share one. */
    private final Map<String, String> texts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_TEXTS;
        }
    };

    Managers(Types types) {
        this.types = types;
    }

    /** Put {@code metadata.managedFields} into an object that was just rendered, and return it. */
    ObjectNode show(ApiObject object, ObjectNode json) {
        ManagedFields known = object.managedFields();
        if (known != null && known.resourceVersion() == object.resourceVersion()) {
            put(json, read(known));
        } else {
            put(json, of(object, json).toJson());
        }
        return json;
    }

    /** Return who manages what of an object as it is now. */
    Managed of(ApiObject object, ObjectNode json) {
        ManagedFields known = object.managedFields();
        if (known == null) {
            return engine(object, json, null);
        }
        Managed managed = Managed.read(read(known));
        boolean current = known.resourceVersion() == object.resourceVersion();
        return current || managed.empty() ? managed : engine(object, json, managed);
    }

    /** Note who manages what of an object at a version. */
    void remember(ApiObject object, Managed managed, long version) {
        String text = managed.toJson().toString();
        String shared = texts.putIfAbsent(text, text);
        object.setManagedFields(new ManagedFields(shared == null ? text : shared, version));
    }

    /** Return the type of the objects of a kind; anything where it is not known. */
    Shape shape(Gvk gvk) {
        Shape shape = types.shape(gvk);
        return shape == null ? Shape.DEDUCED : shape;
    }

    /** Put managers into an object unless there are none. */
    static void put(ObjectNode json, ArrayNode entries) {
        if (!entries.isEmpty() && json.path("metadata") instanceof ObjectNode metadata) {
            metadata.set("managedFields", entries);
        }
    }

    /** Return what a request says of managers, what is known where it says nothing of use. */
    static Managed asked(JsonNode object, Managed known) {
        JsonNode entries = object.path("metadata").path("managedFields");
        if (entries instanceof MissingNode) {
            return known;
        }
        if (FieldManager.resets(entries)) {
            return new Managed();
        }
        try {
            Managed asked = Managed.read(entries);
            return asked.empty() ? known : asked;
        } catch (IllegalArgumentException e) {
            return known;
        }
    }

    static ArrayNode read(ManagedFields known) {
        try {
            return (ArrayNode) JSON.readTree(known.entries());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("managedFields [%s] cannot be read".formatted(known.entries()), e);
        }
    }

    private Managed engine(ApiObject object, ObjectNode json, @Nullable Managed known) {
        Gvk gvk = object.gvk();
        try {
            return EngineManagers.of(gvk, json, known, shape(gvk), types.custom(gvk));
        } catch (ShapeException e) {
            return known == null ? new Managed() : known; // a list whose elements cannot be told apart
        }
    }
}
