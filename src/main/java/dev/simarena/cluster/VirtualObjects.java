package dev.simarena.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turn a trace's objects into the ones SimKube's driver applies: in a virtual namespace, labelled, owned by the root, and
 * with pods that only virtual nodes take.
 *
 * <p>Whatever a rule does not touch is shared with the trace, never copied and never changed.
 */
public final class VirtualObjects {

    /** Label with the id of the run on everything the arena creates: {@value}. */
    public static final String RUN_LABEL = "simarena.dev/run";

    /** Label with the name of the Simulation: {@value}. */
    public static final String SIMULATION_LABEL = "simkube.io/simulation";

    /** Label of everything that is replayed: {@value}. */
    public static final String VIRTUAL_LABEL = "simkube.io/virtual";

    private static final String NAME_LABEL = "app.kubernetes.io/name";
    private static final String ORIGINAL_NAMESPACE = "static.simkube.io/original-namespace";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Where the simulated kinds have their pod templates, whatever the trace's config says. */
    private static final Map<Gvk, String> POD_TEMPLATES = Map.of(
            Gvk.DEPLOYMENT,
            "/spec/template",
            Gvk.REPLICA_SET,
            "/spec/template",
            new Gvk("apps", "v1", "StatefulSet"),
            "/spec/template",
            new Gvk("apps", "v1", "DaemonSet"),
            "/spec/template",
            new Gvk("batch", "v1", "Job"),
            "/spec/template",
            new Gvk("batch", "v1", "CronJob"),
            "/spec/jobTemplate/spec/template",
            Gvk.POD,
            "");

    private final Trace trace;
    private final String prefix;
    private final String simulation;
    private final Map<String, String> ours;
    private final ObjectNode rootReference;
    private final Placement placement;

    /**
     * Prepare for the objects of a trace.
     *
     * @param prefix what names of virtual namespaces begin with, without the dash
     * @param simulation name of the Simulation
     * @param ours labels of the arena on every object
     * @param rootReference reference to the owner of every object
     * @param placement nodes that take the pods
     */
    public VirtualObjects(
            Trace trace,
            String prefix,
            String simulation,
            Map<String, String> ours,
            ObjectNode rootReference,
            Placement placement) {
        this.trace = trace;
        this.prefix = prefix;
        this.simulation = simulation;
        this.ours = ours;
        this.rootReference = rootReference;
        this.placement = placement;
    }

    /** Return the name on the cluster of a namespace of the trace. */
    public static String namespace(String prefix, String namespace) {
        return prefix + "-" + namespace;
    }

    /** Return the namespaces in which a trace applies objects, as the trace names them, sorted. */
    public static List<String> namespaces(Trace trace) {
        TreeSet<String> namespaces = new TreeSet<>();
        for (TraceEvent event : trace.events()) {
            for (TraceObject object : event.applied()) {
                String namespace = object.namespace();
                if (namespace != null) {
                    namespaces.add(namespace);
                }
            }
        }
        return List.copyOf(namespaces);
    }

    /** Return a copy of the object as the driver applies it. */
    public ObjectNode virtual(TraceObject object) {
        ObjectNode result = shallow(object.body());
        result.remove("status");
        ObjectNode metadata = child(result, "metadata");
        String namespace = object.namespace();
        if (namespace != null) {
            metadata.put("namespace", namespace(prefix, namespace));
        }
        ObjectNode labels = child(metadata, "labels");
        labels.put(SIMULATION_LABEL, labelValue(simulation));
        labels.put(NAME_LABEL, labelValue(object.name()));
        labels.put(VIRTUAL_LABEL, "true");
        ours.forEach(labels::put);
        ArrayNode owners = metadata.get("ownerReferences") instanceof ArrayNode old ? copy(old) : JSON.arrayNode();
        metadata.set("ownerReferences", owners.add(rootReference));
        List<String> paths = trace.podTemplatePaths(object.gvk());
        for (String path : paths) {
            edit(result, segments(path), 0, template -> podTemplate(template, namespace));
        }
        // The webhook does it to the pods of kinds that are not tracked, and of ReplicaSets, whose path is wrong
        // upstream.
        String template = POD_TEMPLATES.get(object.gvk());
        if (template != null && !paths.contains(template)) {
            edit(result, segments(template), 0, pod -> onVirtualNodes(child(pod, "spec")));
        }
        return result;
    }

    private void podTemplate(ObjectNode template, @Nullable String namespace) {
        if (namespace != null) {
            child(child(template, "metadata"), "annotations").put(ORIGINAL_NAMESPACE, namespace);
        }
        ObjectNode spec = child(template, "spec");
        onVirtualNodes(spec);
        if (spec.get("containers") instanceof ArrayNode containers && containers.findValue("ports") != null) {
            spec.set("containers", withoutPorts(containers));
        }
    }

    /** Let only these nodes take the pods of a spec; once more changes nothing. */
    private void onVirtualNodes(ObjectNode spec) {
        ObjectNode selector = child(spec, "nodeSelector");
        placement.nodeSelector().forEach(selector::put);
        ArrayNode tolerations = spec.get("tolerations") instanceof ArrayNode old ? copy(old) : JSON.arrayNode();
        for (ObjectNode toleration : placement.tolerations()) {
            if (!contains(tolerations, toleration)) {
                tolerations.add(toleration);
            }
        }
        spec.set("tolerations", tolerations);
    }

    private static boolean contains(ArrayNode array, JsonNode wanted) {
        for (JsonNode present : array) {
            if (present.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static ArrayNode withoutPorts(ArrayNode containers) {
        ArrayNode result = JSON.arrayNode(containers.size());
        for (JsonNode container : containers) {
            if (container instanceof ObjectNode object) {
                ObjectNode copy = shallow(object);
                copy.remove("ports");
                result.add(copy);
            } else {
                result.add(container);
            }
        }
        return result;
    }

    /** Follow a JSON pointer, {@code *} meaning every element, and replace what it names; missing objects are made. */
    private static void edit(ObjectNode at, List<String> path, int depth, Consumer<ObjectNode> change) {
        if (depth == path.size()) {
            change.accept(at);
        } else if (depth + 1 < path.size() && path.get(depth + 1).equals("*")) {
            if (at.get(path.get(depth)) instanceof ArrayNode array) {
                ArrayNode copy = JSON.arrayNode(array.size());
                for (JsonNode element : array) {
                    if (element instanceof ObjectNode object) {
                        ObjectNode part = shallow(object);
                        edit(part, path, depth + 2, change);
                        copy.add(part);
                    } else {
                        copy.add(element);
                    }
                }
                at.set(path.get(depth), copy);
            }
        } else {
            edit(child(at, path.get(depth)), path, depth + 1, change);
        }
    }

    private static List<String> segments(String pointer) {
        List<String> segments = new ArrayList<>();
        int start = 1;
        while (start <= pointer.length()) {
            int slash = pointer.indexOf('/', start);
            int end = slash < 0 ? pointer.length() : slash;
            segments.add(pointer.substring(start, end).replace("~1", "/").replace("~0", "~"));
            start = end + 1;
        }
        return segments;
    }

    /** Replace an object's child by a copy of it, or by a new object, and return that. */
    private static ObjectNode child(ObjectNode parent, String key) {
        ObjectNode copy = parent.get(key) instanceof ObjectNode old ? shallow(old) : JSON.objectNode();
        parent.set(key, copy);
        return copy;
    }

    private static ObjectNode shallow(ObjectNode object) {
        ObjectNode copy = JSON.objectNode();
        copy.setAll(object);
        return copy;
    }

    private static ArrayNode copy(ArrayNode array) {
        return JSON.arrayNode(array.size() + 1).addAll(array);
    }

    /** Shorten a name to a label value as SimKube does: beyond 63 characters the first 59 and {@code XXXX}. */
    public static String labelValue(String name) {
        return name.length() > 63 ? name.substring(0, 59) + "XXXX" : name;
    }
}
