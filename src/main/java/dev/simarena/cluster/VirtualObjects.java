package dev.simarena.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turn a trace's objects into the ones SimKube's driver applies: in a virtual namespace, labelled, owned by the root, and
 * with pods that only virtual nodes take.
 *
 * <p>Whatever a rule does not touch is shared with the trace, never copied and never changed.
 */
final class VirtualObjects {

    /** Label with the id of the run on everything the arena creates. */
    static final String RUN_LABEL = "simarena.dev/run";

    static final String SIMULATION_LABEL = "simkube.io/simulation";
    static final String VIRTUAL_LABEL = "simkube.io/virtual";
    private static final String NAME_LABEL = "app.kubernetes.io/name";
    private static final String ORIGINAL_NAMESPACE = "static.simkube.io/original-namespace";
    private static final String TAINT = "kwok-provider";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Where the simulated kinds have their pod templates, whatever the trace's config says. */
    private static final Map<Gvk, String> POD_TEMPLATES = Map.of(
            Gvk.DEPLOYMENT,
            "/spec/template",
            Gvk.REPLICA_SET,
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
    private final String runId;
    private final ObjectNode rootReference;

    VirtualObjects(Trace trace, String prefix, String simulation, String runId, ObjectNode rootReference) {
        this.trace = trace;
        this.prefix = prefix;
        this.simulation = simulation;
        this.runId = runId;
        this.rootReference = rootReference;
    }

    /** Return the name on the cluster of a namespace of the trace. */
    static String namespace(String prefix, String namespace) {
        return prefix + "-" + namespace;
    }

    /** Return a copy of the object as the driver applies it. */
    ObjectNode virtual(TraceObject object) {
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
        labels.put(RUN_LABEL, runId);
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

    private static void podTemplate(ObjectNode template, @Nullable String namespace) {
        if (namespace != null) {
            child(child(template, "metadata"), "annotations").put(ORIGINAL_NAMESPACE, namespace);
        }
        ObjectNode spec = child(template, "spec");
        onVirtualNodes(spec);
        if (spec.get("containers") instanceof ArrayNode containers && containers.findValue("ports") != null) {
            spec.set("containers", withoutPorts(containers));
        }
    }

    /** Let only virtual nodes take the pods of a spec; once more changes nothing. */
    private static void onVirtualNodes(ObjectNode spec) {
        child(spec, "nodeSelector").put("type", "virtual");
        ObjectNode toleration =
                JSON.objectNode().put("key", TAINT).put("operator", "Exists").put("effect", "NoSchedule");
        ArrayNode tolerations = spec.get("tolerations") instanceof ArrayNode old ? copy(old) : JSON.arrayNode();
        for (JsonNode present : tolerations) {
            if (present.equals(toleration)) {
                return;
            }
        }
        spec.set("tolerations", tolerations.add(toleration));
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
    static String labelValue(String name) {
        return name.length() > 63 ? name.substring(0, 59) + "XXXX" : name;
    }
}
