package dev.simarena.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.controller.NamespaceController;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Delete objects and say what becomes of their dependents, which is then the garbage collector's work.
 *
 * <p>A request leaves the deletion of a namespace to its controller, which takes seconds.
 */
final class Deleter {

    private static final Set<String> PROTECTED = Set.of("default", "kube-system", "kube-public");

    private static final Set<Gvk> ORPHANING = Set.of(Job.GVK, new Gvk("", "v1", "ReplicationController"));

    private final ObjectStore store;
    private final Timeline timeline;
    private final Deletion deletion;

    Deleter(ObjectStore store, Timeline timeline, Deletion deletion) {
        this.store = store;
        this.timeline = timeline;
        this.deletion = deletion;
    }

    /**
     * Delete an object as a request asks for it.
     *
     * @return the object as it is shown: marked, where something has to be done before it goes
     */
    ObjectNode delete(ApiObject object, DeleteOptions options) {
        if (object.gvk().equals(Gvk.NAMESPACE) && object instanceof GenericObject namespace) {
            refuseProtected(object);
            if (!object.terminating()) {
                NamespaceController.terminate(namespace, store, timeline.now());
            }
            return Renderer.json(object);
        }
        Long grace = options.gracePeriodSeconds();
        deletion.delete(object, grace != null && grace < 0 ? Long.valueOf(1) : grace, finalizer(object, options));
        return shown(object);
    }

    /** Jobs and ReplicationControllers leave their pods behind unless told otherwise. */
    private static @Nullable String finalizer(ApiObject object, DeleteOptions options) {
        Propagation propagation = options.propagation();
        if (propagation != null) {
            return propagation.finalizer();
        }
        boolean told = object.finalizers().stream().anyMatch(Propagation::names);
        return ORPHANING.contains(object.gvk()) && !told ? Propagation.ORPHAN.finalizer() : null;
    }

    private ObjectNode shown(ApiObject object) {
        ObjectNode shown = Renderer.json(object);
        if (object instanceof Pod && object.gone()) {
            // The real server marks pods before it removes them.
            ObjectNode metadata = shown.withObject("/metadata");
            metadata.put(
                    "deletionTimestamp",
                    Timeline.instant(timeline.now())
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString());
            metadata.put("deletionGracePeriodSeconds", 0);
            if (!object.terminating()) {
                metadata.put("generation", object.generation() + 1);
            }
        }
        return shown;
    }

    /** Delete at the present instant, a namespace with all it holds. */
    void delete(ApiObject object, Propagation propagation) {
        if (object.gvk().equals(Gvk.NAMESPACE)) {
            refuseProtected(object);
            for (ApiObject content : store.content(object.name())) {
                store.remove(content);
            }
            store.remove(object);
        } else {
            deletion.delete(object, null, propagation.finalizer());
        }
    }

    private static void refuseProtected(ApiObject namespace) {
        if (PROTECTED.contains(namespace.name())) {
            throw ApiException.forbidden(namespace.gvk(), namespace.name(), "this namespace may not be deleted");
        }
    }
}
