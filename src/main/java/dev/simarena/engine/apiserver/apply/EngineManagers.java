package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.apply.Managed.Owned;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Say which part of the control plane manages what no client has written.
 *
 * <p>Nothing is noted while the control plane works: what is in an object and belongs to nobody must have been written by
 * whoever writes such fields on a real cluster.
 */
final class EngineManagers {

    static final String CONTROLLERS = "kube-controller-manager";
    static final String SERVER = "kube-apiserver";
    static final String SCHEDULER = "kube-scheduler";
    static final String NODES = "kwok";
    static final String STATUS = "status";

    private static final PathElement METADATA = PathElement.field("metadata");
    private static final PathElement ANNOTATIONS = PathElement.field("annotations");
    private static final FieldSet IDENTITY = FieldSet.of(
            "apiVersion",
            "kind",
            "metadata",
            "metadata.name",
            "metadata.namespace",
            "metadata.creationTimestamp",
            "metadata.deletionTimestamp",
            "metadata.deletionGracePeriodSeconds",
            "metadata.uid",
            "metadata.generation",
            "metadata.resourceVersion");

    /** Fields beside the status that controllers write into objects of clients. */
    private static final FieldSet CONTROLLED = FieldSet.of("spec.volumeName", "spec.claimRef", "spec.taints");

    /** Fields of the status that objects have from their creation on. */
    private static final Map<String, List<String>> GIVEN = Map.of(
            "Pod", List.of("qosClass"),
            "Node", List.of("capacity", "allocatable", "daemonEndpoints"),
            "Namespace", List.of("phase"),
            "CustomResourceDefinition", List.of("storedVersions"),
            "Service", List.of("loadBalancer"));

    private static final Set<String> ANNOTATION_PREFIXES = Set.of(
            "deployment.kubernetes.io/",
            "pv.kubernetes.io/",
            "volume.kubernetes.io/",
            "volume.beta.kubernetes.io/",
            "node.alpha.kubernetes.io/",
            "deprecated.daemonset.template.generation");

    private static final String NEWER_EVENTS = "events.k8s.io/v1";
    private static final Map<String, String> NEWER_NAMES = Map.of(
            "involvedObject", "regarding",
            "message", "note",
            "reportingComponent", "reportingController");

    private EngineManagers() {}

    /**
     * Return who manages what of an object.
     *
     * @param json the object without managed fields
     * @param known who managed what when a client last wrote it, {@code null} where none did
     */
    static Managed of(Gvk gvk, ObjectNode json, @Nullable Managed known, Shape shape, boolean custom) {
        Comparison set =
                Comparison.of(BlankObjects.of(gvk), Unmanaged.without(given(gvk, json), json.objectNode()), shape);
        FieldSet rest = set.added().union(set.modified()).difference(IDENTITY);
        Managed managed = new Managed();
        if (known != null) {
            FieldSet present = Comparison.of(JsonNodeFactory.instance.objectNode(), json, shape)
                    .added();
            for (Map.Entry<Manager, Owned> entry : known.owned().entrySet()) {
                FieldSet fields = entry.getValue().fields();
                rest = rest.difference(fields);
                FieldSet kept = fields.intersection(present);
                if (!kept.empty()) {
                    managed.owned().put(entry.getKey(), entry.getValue().with(kept));
                }
            }
        }
        if (known == null
                && gvk.kind().equals("Event")
                && EngineCreators.of(gvk, json).equals(SCHEDULER)) {
            add(
                    managed,
                    Manager.of(SCHEDULER, false, NEWER_EVENTS, ""),
                    newer(rest),
                    NEWER_EVENTS,
                    EngineTimes.created(json));
            return managed;
        }
        String version = gvk.apiVersion();
        FieldSet status = custom ? FieldSet.NONE : below(rest, PathElement.field(STATUS));
        FieldSet other = custom ? rest : rest.difference(status);
        if (!status.empty()) {
            EngineStatus.add(gvk, json, status, managed);
        }
        boolean deployment = gvk.kind().equals("Deployment");
        FieldSet annotations = controllerAnnotations(other);
        if (deployment && known != null) {
            add(
                    managed,
                    new Manager(CONTROLLERS, false, version, STATUS),
                    annotations,
                    version,
                    EngineTimes.status(json));
        }
        if (known == null) {
            FieldSet own = deployment ? other.difference(annotations) : other;
            add(
                    managed,
                    Manager.of(EngineCreators.of(gvk, json), false, version, ""),
                    own,
                    version,
                    EngineTimes.created(json));
            if (deployment) {
                add(
                        managed,
                        new Manager(CONTROLLERS, false, version, STATUS),
                        annotations,
                        version,
                        EngineTimes.status(json));
            }
        } else if (!custom) {
            FieldSet controlled = other.intersection(withBelow(other)).union(deployment ? FieldSet.NONE : annotations);
            add(managed, new Manager(CONTROLLERS, false, version, ""), controlled, version, EngineTimes.status(json));
        }
        return managed;
    }

    /** Return the fields of an event as its newer version, by which the scheduler writes it, calls them. */
    private static FieldSet newer(FieldSet fields) {
        FieldSet renamed = new FieldSet();
        fields.forEach(path -> {
            String name = path.get(0) instanceof PathElement.Field field ? field.name() : "";
            List<PathElement> changed = new ArrayList<>(path);
            if (NEWER_NAMES.containsKey(name)) {
                changed.set(0, PathElement.field(NEWER_NAMES.get(name)));
            }
            renamed.insert(changed);
        });
        return renamed;
    }

    /** Return what controllers write beside the status. */
    private static FieldSet withBelow(FieldSet fields) {
        return fields.difference(fields.differenceWithBelow(CONTROLLED));
    }

    static void add(Managed managed, Manager manager, FieldSet fields, String version, long seconds) {
        if (!fields.empty()) {
            Owned before = managed.owned().get(manager);
            managed.owned()
                    .put(
                            manager,
                            before == null
                                    ? new Owned(fields, version, seconds)
                                    : before.with(before.fields().union(fields)));
        }
    }

    /** Return the paths of a set that lie below one of its elements. */
    private static FieldSet below(FieldSet set, PathElement element) {
        FieldSet found = new FieldSet();
        set.forEach(path -> {
            if (path.get(0).equals(element) && path.size() > 1) {
                found.insert(path);
            }
        });
        return found;
    }

    /** Return the annotations that controllers write, with the annotations as such where nobody owns them. */
    private static FieldSet controllerAnnotations(FieldSet rest) {
        FieldSet found = new FieldSet();
        boolean[] any = {false};
        rest.forEach(path -> {
            if (path.size() == 3
                    && path.get(0).equals(METADATA)
                    && path.get(1).equals(ANNOTATIONS)
                    && path.get(2) instanceof PathElement.Field annotation
                    && ANNOTATION_PREFIXES.stream().anyMatch(annotation.name()::startsWith)) {
                found.insert(path);
                any[0] = true;
            }
        });
        if (any[0] && rest.has(List.of(METADATA, ANNOTATIONS))) {
            found.insert(List.of(METADATA, ANNOTATIONS));
        }
        return found;
    }

    /** Return an object without what every object of its kind has in its status from the beginning. */
    private static ObjectNode given(Gvk gvk, ObjectNode json) {
        ObjectNode object = json.deepCopy();
        if (object.path(STATUS) instanceof ObjectNode status) {
            status.remove(GIVEN.getOrDefault(gvk.kind(), List.of()));
            if (status.path("phase").asText("").equals("Pending")) {
                status.remove("phase");
            }
        }
        return object;
    }
}
