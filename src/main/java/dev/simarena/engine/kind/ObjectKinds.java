package dev.simarena.engine.kind;

import dev.simarena.engine.admission.Admission;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Know who takes in which kind; every kind not named here is stored as it is written. */
public final class ObjectKinds {

    private static final StoredKind STORED = new StoredKind();

    /** Those that know nothing of the world they are in. */
    private static final Map<Gvk, ObjectKind<?>> SHARED = Stream.of(
                    new DeploymentKind(),
                    new ReplicaSetKind(),
                    new JobKind(),
                    new CronJobKind(),
                    new AutoscalerKind(),
                    new StatefulSetKind(),
                    new DaemonSetKind(),
                    new ControllerRevisionKind(),
                    new PersistentVolumeClaimKind(),
                    new PersistentVolumeKind(),
                    new EventKind())
            .collect(Collectors.toUnmodifiableMap(ObjectKind::gvk, kind -> kind));

    private final List<ObjectKind<?>> own;

    public ObjectKinds(NodeTable nodes, Admission admission, ObjectStore store) {
        own = List.of(new PodKind(admission), new NodeKind(nodes), new ServiceKind(new ServiceAddresses(store)));
    }

    /** Return who takes in a kind. */
    public ObjectKind<?> of(Gvk gvk) {
        for (ObjectKind<?> kind : own) {
            if (kind.gvk().equals(gvk)) {
                return kind;
            }
        }
        ObjectKind<?> kind = SHARED.get(gvk);
        return kind == null ? STORED : kind;
    }

    /** Return who takes in an object's kind. */
    @SuppressWarnings("unchecked") // objects of a kind are of the class the kind creates
    public <T extends ApiObject> ObjectKind<T> of(T object) {
        return (ObjectKind<T>) of(object.gvk());
    }

    /** Return the template of the pods an object makes or is, {@code null} where it makes none. */
    public @Nullable PodTemplate template(ApiObject object) {
        return of(object).template(object);
    }
}
