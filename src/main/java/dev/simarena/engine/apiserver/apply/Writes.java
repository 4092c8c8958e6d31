package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Requests;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.ManagedFields;
import dev.simarena.trace.Gvk;
import org.jspecify.annotations.Nullable;

/** Write objects into a world, and note who manages what of them before anybody else looks at them. */
final class Writes {

    private final Requests requests;
    private final Types types;
    private final Preparation preparation;
    private final Managers managers;
    private final PodCreations creations;
    private @Nullable PendingWrite pending;

    Writes(Requests requests, Types types, Preparation preparation, Managers managers) {
        this.requests = requests;
        this.types = types;
        this.preparation = preparation;
        this.managers = managers;
        creations = new PodCreations(managers);
    }

    /** Note who manages what of an object that was just written, if it was by the request being carried out. */
    void written(ApiObject object) {
        PendingWrite write = pending;
        if (write != null && write.concerns(object)) {
            pending = null;
            write.note().accept(object);
        }
    }

    /** Create an object. */
    ObjectNode create(
            Gvk gvk, @Nullable String namespace, ObjectNode object, Author author, PendingWrite.Outcome outcome) {
        preparation.create(author.served(), object);
        String name = object.path("metadata").path("name").asText("");
        PendingWrite write = write(gvk, namespace, name, true, requests.created(), outcome);
        pending = write;
        try {
            return finish(gvk, namespace, requests.create(gvk, namespace, object), write);
        } finally {
            pending = null;
        }
    }

    /**
     * Create a pod.
     *
     * @param sent the pod as it was sent, without its name
     * @return a copy that goes on showing it as it was right after that, with its managers
     */
    ApiObject createPod(
            String namespace, ObjectNode object, ObjectNode sent, Author author, PendingWrite.Outcome outcome) {
        preparation.create(author.served(), object);
        String name = object.path("metadata").path("name").asText("");
        pending = new PendingWrite(
                Gvk.POD,
                namespace,
                name,
                true,
                requests.created(),
                outcome,
                pod -> creations.note(pod, sent, author, outcome));
        try {
            return requests.add(Gvk.POD, namespace, object);
        } finally {
            pending = null;
        }
    }

    /**
     * Write an object that is there.
     *
     * @param known who manages what of it
     */
    ObjectNode replace(
            ApiObject live,
            ObjectNode object,
            Subresource subresource,
            Author author,
            Managed known,
            PendingWrite.Outcome outcome) {
        Gvk gvk = live.gvk();
        String namespace = live.namespace();
        long version = live.resourceVersion();
        if (subresource != Subresource.SCALE) {
            preparation.update(author.served(), object, Renderer.json(live), subresource);
        }
        boolean whole = subresource == Subresource.NONE && types.custom(gvk) && !types.statusApart(author.served());
        PendingWrite write = write(gvk, namespace, live.name(), false, version, outcome);
        pending = write;
        ObjectNode answer;
        try {
            answer = requests.replace(gvk, namespace, live.name(), object, whole ? Subresource.WHOLE : subresource);
        } finally {
            pending = null;
        }
        boolean changed = !answer.at("/metadata/resourceVersion").asText().equals(String.valueOf(version));
        if (subresource == Subresource.SCALE) {
            return changed ? answer : scaleManaged(live, answer, known, outcome);
        }
        if (changed) {
            return finish(gvk, namespace, answer, write);
        }
        Managed managed = PendingWrite.managed(write.outcome(), answer);
        if (!managed.sameFields(known) && live.present()) {
            managers.remember(live, managed, requests.resourceVersion() + 1);
            answer = requests.touch(live);
            Managers.put(answer, managed.toJson());
        } else {
            Managers.put(answer, known.toJson());
        }
        return answer;
    }

    /** Note who manages an object whose replicas somebody wrote without changing them. */
    private ObjectNode scaleManaged(ApiObject live, ObjectNode scale, Managed known, PendingWrite.Outcome outcome) {
        Managed managed = PendingWrite.managed(outcome, Renderer.json(live));
        if (managed.sameFields(known) || !live.present()) {
            return scale;
        }
        managers.remember(live, managed, requests.resourceVersion() + 1);
        String version = requests.touch(live).at("/metadata/resourceVersion").asText();
        scale.withObject("/metadata").put("resourceVersion", version);
        return scale;
    }

    private PendingWrite write(
            Gvk gvk,
            @Nullable String namespace,
            String name,
            boolean creates,
            long since,
            PendingWrite.Outcome outcome) {
        return new PendingWrite(
                gvk,
                namespace,
                name,
                creates,
                since,
                outcome,
                object -> managers.remember(
                        object, PendingWrite.managed(outcome, Renderer.json(object)), object.resourceVersion()));
    }

    /** Put the managers that were noted when the object was written into the answer. */
    private ObjectNode finish(Gvk gvk, @Nullable String namespace, ObjectNode answer, PendingWrite write) {
        String name = answer.at("/metadata/name").asText();
        long version = Long.parseLong(answer.at("/metadata/resourceVersion").asText());
        ApiObject object = requests.find(gvk, namespace, name);
        ManagedFields known = object == null ? null : object.managedFields();
        if (known != null && known.resourceVersion() == version) {
            Managers.put(answer, Managers.read(known));
        } else {
            Managers.put(answer, PendingWrite.managed(write.outcome(), answer).toJson());
        }
        return answer;
    }
}
