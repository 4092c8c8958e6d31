package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.PodLook;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.ManagedFields;
import dev.simarena.engine.model.Pod;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remember who came to manage what when pods were created: it is the same for all that were sent alike by one author and
 * look alike.
 */
final class PodCreations {

    private static final int MOST = 256;

    /** What it follows from; the object is read only and has no name. */
    private record Creation(PodLook look, ObjectNode sent, Author author) {

        /** The object need not be looked through: what it became tells most apart. */
        @Override
        public int hashCode() {
            return look.hashCode() * 31 + author.hashCode();
        }
    }

    private final Managers managers;
    private final Map<Creation, ManagedFields> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Creation, ManagedFields> eldest) {
            return size() > MOST;
        }
    };

    PodCreations(Managers managers) {
        this.managers = managers;
    }

    /** Return a copy of a pod without its name, on which nothing depends here. */
    static ObjectNode nameless(ObjectNode pod) {
        ObjectNode copy = pod.deepCopy();
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("name");
        }
        return copy;
    }

    /**
     * Note who manages what of a pod that was just created.
     *
     * @param sent the pod as it was sent, without its name; kept
     * @param outcome says it where it is not known
     */
    void note(ApiObject pod, ObjectNode sent, Author author, PendingWrite.Outcome outcome) {
        PodLook look = pod instanceof Pod one ? PodLook.of(one) : null;
        Creation creation = look == null ? null : new Creation(look, sent, author);
        @Nullable ManagedFields like = creation == null ? null : known.get(creation);
        if (like != null) {
            pod.setManagedFields(new ManagedFields(like.entries(), pod.resourceVersion()));
            return;
        }
        managers.remember(pod, PendingWrite.managed(outcome, Renderer.json(pod)), pod.resourceVersion());
        ManagedFields noted = pod.managedFields();
        if (creation != null && noted != null) {
            known.put(creation, noted);
        }
    }
}
