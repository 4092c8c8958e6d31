package dev.simarena.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.World;
import dev.simarena.engine.model.EventObject;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Describe a world the way recordings describe a cluster, and compare.
 *
 * <p>Left out is what a cluster itself does not repeat: the choice among equal nodes, intermediate scheduling failures,
 * aggregated events, and everything the recording lists as unstable.
 */
final class EpisodeState {

    private static final List<String> REPLICATED = List.of("Deployment", "ReplicaSet", "StatefulSet");
    private static final List<String> OBSERVED = List.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet");
    private static final List<Gvk> CONTROLLERS = List.of(
            Gvk.DEPLOYMENT,
            Gvk.REPLICA_SET,
            new Gvk("apps", "v1", "StatefulSet"),
            new Gvk("apps", "v1", "DaemonSet"),
            new Gvk("batch", "v1", "Job"),
            new Gvk("batch", "v1", "CronJob"),
            new Gvk("", "v1", "ResourceQuota"),
            new Gvk("", "v1", "PersistentVolumeClaim"));

    /** Events whose number or order a cluster does not repeat. */
    private static final List<String> RACY =
            List.of("Scheduled", "FailedScheduling", "Preempted", "FailedBinding", "WaitForPodScheduled");

    private World world;
    private final EpisodeNames names;
    private final List<String> racy = new ArrayList<>(RACY);

    EpisodeState(World world) {
        this.world = world;
        this.names = new EpisodeNames(world);
    }

    /** Go on in another world that shows the same. */
    void moveTo(World other) {
        world = other;
        names.moveTo(other);
    }

    /** Return a text with the names recordings use. */
    String logical(String text) {
        names.learn();
        return names.logical(text).replace(EpisodePlayer.NAMESPACE, "{ns}");
    }

    void compare(JsonNode step, String place) {
        names.learn();
        JsonNode state = step.path("state");
        List<String> unstable = new ArrayList<>();
        step.path("unstable").forEach(path -> unstable.add(path.asText()));
        List<ObjectNode> pods = world.list(Gvk.POD, EpisodePlayer.NAMESPACE);
        assertThat(counts(pods)).as("%s: ready, pending, total", place).isEqualTo(state.path("counts"));
        assertThat(pods(pods)).as("%s: pods", place).isEqualTo(recordedPods(state.path("pods")));
        assertThat(controllers(unstable))
                .as("%s: controllers", place)
                .isEqualTo(recordedControllers(state.path("controllers"), unstable));
        assertThat(nodes()).as("%s: nodes", place).isEqualTo(recordedNodes(state.path("nodes")));
        ObjectNode namespace = world.get(Gvk.NAMESPACE, null, EpisodePlayer.NAMESPACE);
        assertThat(namespace == null ? "null" : namespace.at("/status/phase").asText())
                .as("%s: namespace", place)
                .isEqualTo(state.path("namespacePhase").asText());
        noteRaces(state.path("events"), unstable);
        if (namespace != null) {
            assertThat(events()).as("%s: events", place).isEqualTo(recordedEvents(state.path("events"), unstable));
        }
    }

    private static JsonNode counts(List<ObjectNode> pods) {
        int ready = 0;
        int pending = 0;
        for (ObjectNode pod : pods) {
            boolean waiting = pod.at("/status/phase").asText().equals("Pending");
            pending += waiting ? 1 : 0;
            ready += !waiting && isReady(pod) ? 1 : 0;
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("ready", ready)
                .put("pending", pending)
                .put("total", pods.size());
    }

    private static boolean isReady(JsonNode pod) {
        for (JsonNode condition : pod.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    /** Count equal pods; of their nodes only whether there is one. */
    private Map<String, Integer> pods(List<ObjectNode> pods) {
        Map<String, Integer> groups = new TreeMap<>();
        for (ObjectNode pod : pods) {
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            String owner = pod.at("/metadata/ownerReferences/0/kind").asText("");
            if (!owner.isEmpty()) {
                String name = pod.at("/metadata/ownerReferences/0/name").asText();
                shown.put("owner", owner + "/" + names.logical(name));
            }
            shown.put("name", names.logical(pod.at("/metadata/name").asText()));
            JsonNode status = pod.path("status");
            shown.set("phase", status.path("phase"));
            shown.put("ready", isReady(pod));
            shown.put("terminating", pod.path("metadata").has("deletionTimestamp"));
            shown.put("conditions", conditions(status.path("conditions")));
            shown.put("containers", containers(status.path("containerStatuses")));
            shown.set("qosClass", status.path("qosClass"));
            shown.set("priority", pod.at("/spec/priority"));
            shown.put("requests", requests(pod.at("/spec/containers")));
            shown.put("reason", status.path("reason").asText(""));
            shown.put("message", status.path("message").asText(""));
            shown.put("finalizers", list(pod.at("/metadata/finalizers")));
            shown.put(
                    "revision",
                    names.revision(
                            pod.at("/metadata/labels/controller-revision-hash").asText("")));
            shown.put("placed", pod.at("/spec/nodeName").asText("").isEmpty() ? "no" : "yes");
            groups.merge(shown.toString(), 1, Integer::sum);
        }
        return groups;
    }

    private static Map<String, Integer> recordedPods(JsonNode pods) {
        Map<String, Integer> groups = new TreeMap<>();
        for (JsonNode pod : pods) {
            int waiting = pod.path("nodes").path("").asInt();
            int all = pod.path("count").asInt();
            for (String placed : List.of("no", "yes")) {
                int count = placed.equals("no") ? waiting : all - waiting;
                if (count == 0) {
                    continue;
                }
                ObjectNode shown = JsonNodeFactory.instance.objectNode();
                if (pod.has("owner")) {
                    shown.set("owner", pod.path("owner"));
                }
                for (String field : List.of("name", "phase", "ready", "terminating")) {
                    shown.set(field, pod.path(field));
                }
                shown.put("conditions", rows(pod.path("conditions")));
                shown.put("containers", rows(pod.path("containers")));
                shown.set("qosClass", pod.path("qosClass"));
                shown.set("priority", pod.path("priority"));
                List<String> requests = new ArrayList<>();
                pod.path("requests").forEach(list -> requests.add(sorted(list)));
                shown.put("requests", requests.toString());
                shown.put("reason", pod.path("reason").asText(""));
                shown.put("message", pod.path("message").asText(""));
                shown.put("finalizers", list(pod.path("finalizers")));
                shown.put("revision", pod.path("revision").asText(""));
                shown.put("placed", placed);
                groups.merge(shown.toString(), count, Integer::sum);
            }
        }
        return groups;
    }

    private String conditions(JsonNode conditions) {
        List<String> rows = new ArrayList<>();
        for (JsonNode condition : conditions) {
            rows.add(String.join(
                    " | ",
                    condition.path("type").asText(),
                    condition.path("status").asText(),
                    condition.path("reason").asText(""),
                    logical(condition.path("message").asText(""))));
        }
        rows.sort(null);
        return rows.toString();
    }

    private static String containers(JsonNode statuses) {
        List<String> rows = new ArrayList<>();
        for (JsonNode status : statuses) {
            List<String> row = new ArrayList<>();
            row.add(status.path("name").asText());
            row.add(status.path("ready").asText());
            for (Map.Entry<String, JsonNode> state : status.path("state").properties()) {
                row.add(state.getKey());
                if (state.getValue().has("exitCode")) {
                    row.add(state.getValue().path("exitCode").asText());
                }
                if (state.getValue().has("reason")) {
                    row.add(state.getValue().path("reason").asText());
                }
            }
            rows.add(String.join(" | ", row));
        }
        rows.sort(null);
        return rows.toString();
    }

    private static String requests(JsonNode containers) {
        List<String> requests = new ArrayList<>();
        containers.forEach(container -> requests.add(sorted(container.at("/resources/requests"))));
        return requests.toString();
    }

    private static String rows(JsonNode rows) {
        List<String> texts = new ArrayList<>();
        for (JsonNode row : rows) {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell.asText()));
            texts.add(String.join(" | ", cells));
        }
        texts.sort(null);
        return texts.toString();
    }

    private static String sorted(JsonNode map) {
        Map<String, String> sorted = new TreeMap<>();
        map.properties()
                .forEach(field -> sorted.put(field.getKey(), field.getValue().toString()));
        return sorted.toString();
    }

    private static String list(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts.toString();
    }

    private Map<String, List<String>> controllers(List<String> unstable) {
        Map<String, List<String>> shown = new TreeMap<>();
        for (Gvk gvk : CONTROLLERS) {
            for (ObjectNode object : world.list(gvk, EpisodePlayer.NAMESPACE)) {
                String kind = gvk.kind();
                String name = names.logical(object.at("/metadata/name").asText());
                Map<String, String> row = new LinkedHashMap<>();
                JsonNode spec = object.path("spec");
                ObjectNode status = object.path("status").isObject()
                        ? object.path("status").deepCopy()
                        : JsonNodeFactory.instance.objectNode();
                if (OBSERVED.contains(kind)) {
                    row.put(
                            "observed",
                            String.valueOf(status.path("observedGeneration").asLong()
                                    == object.at("/metadata/generation").asLong()));
                }
                if (REPLICATED.contains(kind)) {
                    row.put("replicas", spec.path("replicas").asText());
                }
                if (kind.equals("Job")) {
                    row.put("parallelism", spec.path("parallelism").asText());
                    row.put("completions", spec.path("completions").asText());
                    row.put("suspend", spec.path("suspend").asText());
                }
                if (kind.equals("ReplicaSet")) {
                    row.put("annotations", sorted(object.at("/metadata/annotations")));
                }
                if (kind.equals("CronJob")) {
                    int active = status.path("active").size();
                    status.removeAll();
                    status.put("active", active);
                }
                String conditions = conditions(status.path("conditions"));
                status.remove(
                        List.of("conditions", "observedGeneration", "startTime", "completionTime", "lastScheduleTime"));
                row.put("status", names.logical(sorted(status)));
                row.put("conditions", settled(conditions, unstable, kind + "/" + name));
                shown.computeIfAbsent(kind + "/" + name, __ -> new ArrayList<>())
                        .add(row.toString());
            }
        }
        shown.values().forEach(rows -> rows.sort(null));
        return shown;
    }

    private static Map<String, List<String>> recordedControllers(JsonNode controllers, List<String> unstable) {
        Map<String, List<String>> shown = new TreeMap<>();
        for (JsonNode controller : controllers) {
            String kind = controller.path("kind").asText();
            String key = kind + "/" + controller.path("name").asText();
            Map<String, String> row = new LinkedHashMap<>();
            if (OBSERVED.contains(kind)) {
                row.put("observed", controller.path("generationObserved").asText());
            }
            if (REPLICATED.contains(kind)) {
                row.put("replicas", controller.path("replicas").asText());
            }
            if (kind.equals("Job")) {
                for (String field : List.of("parallelism", "completions", "suspend")) {
                    row.put(
                            field,
                            controller.path(field).isNull()
                                    ? ""
                                    : controller.path(field).asText());
                }
            }
            if (kind.equals("ReplicaSet")) {
                row.put("annotations", sorted(controller.path("annotations")));
            }
            row.put("status", sorted(controller.path("status")));
            row.put("conditions", settled(rows(controller.path("conditions")), unstable, key));
            shown.computeIfAbsent(key, __ -> new ArrayList<>()).add(row.toString());
        }
        shown.values().forEach(rows -> rows.sort(null));
        return shown;
    }

    /** The reason of Progressing of a rollout under way varied between recordings; where it did the rest is compared. */
    private static String settled(String conditions, List<String> unstable, String key) {
        boolean varied = unstable.stream().anyMatch(path -> path.contains(key + " / conditions"));
        return varied ? "(varied)" : conditions;
    }

    private Map<String, String> nodes() {
        Map<String, String> shown = new TreeMap<>();
        for (ObjectNode node : world.list(Gvk.NODE, null)) {
            String ready = "";
            for (JsonNode condition : node.at("/status/conditions")) {
                if (condition.path("type").asText().equals("Ready")) {
                    ready = condition.path("status").asText();
                }
            }
            List<String> taints = new ArrayList<>();
            for (JsonNode taint : node.at("/spec/taints")) {
                taints.add(
                        taint.path("key").asText() + "=" + taint.path("value").asText("") + ":"
                                + taint.path("effect").asText());
            }
            shown.put(
                    node.at("/metadata/name").asText(),
                    "%s %s %s".formatted(node.at("/spec/unschedulable").asBoolean(), taints, ready));
        }
        return shown;
    }

    private static Map<String, String> recordedNodes(JsonNode nodes) {
        Map<String, String> shown = new TreeMap<>();
        for (JsonNode node : nodes) {
            List<String> taints = new ArrayList<>();
            for (JsonNode taint : node.path("taints")) {
                taints.add(
                        taint.isTextual()
                                ? taint.asText()
                                : taint.path("key").asText() + "="
                                        + taint.path("value").asText("") + ":"
                                        + taint.path("effect").asText());
            }
            shown.put(
                    node.path("name").asText(),
                    "%s %s %s"
                            .formatted(
                                    node.path("unschedulable").asBoolean(),
                                    taints,
                                    node.path("ready").path(0).asText()));
        }
        return shown;
    }

    /**
     * The sizes of a rollout's steps depend on which pods become ready together, which a cluster spreads over
     * milliseconds. From then on they are not compared.
     */
    private void noteRaces(JsonNode events, List<String> unstable) {
        if (unstable.stream().anyMatch(path -> path.contains("ScalingReplicaSet"))
                || events.toString().contains("Scaled down replica set web-#1")) {
            racy.add("ScalingReplicaSet");
        }
    }

    /** Return each kind of event with the number of objects and the sum of their counts. */
    private Map<String, String> events() {
        Map<String, int[]> counts = new TreeMap<>();
        for (ObjectNode event : world.list(EventObject.GVK, EpisodePlayer.NAMESPACE)) {
            JsonNode about = event.path("involvedObject");
            if (!racy.contains(event.path("reason").asText())) {
                String text = String.join(
                        " | ",
                        event.path("type").asText(),
                        event.path("reason").asText(),
                        about.path("kind").asText(),
                        logical(about.path("name").asText()),
                        logical(event.path("message").asText()));
                int[] count = counts.computeIfAbsent(text, __ -> new int[2]);
                count[0]++;
                count[1] += Math.max(1, event.path("count").asInt());
            }
        }
        Map<String, String> shown = new TreeMap<>();
        counts.forEach((text, count) -> shown.put(text, count[0] + " objects, " + count[1] + " times"));
        return shown;
    }

    private Map<String, String> recordedEvents(JsonNode events, List<String> unstable) {
        Map<String, String> mine = events();
        Map<String, String> shown = new TreeMap<>();
        for (JsonNode event : events) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                cells.add(event.path(i).asText());
            }
            String text = String.join(" | ", cells);
            boolean varied = unstable.stream().anyMatch(path -> path.contains(String.join("|", cells)));
            String counts =
                    event.path(5).asText() + " objects, " + event.path(6).asText() + " times";
            if (!racy.contains(cells.get(1)) && (!varied || mine.containsKey(text))) {
                shown.put(text, varied ? mine.get(text) : counts);
            }
        }
        // What only other runs showed may be shown here too.
        mine.forEach((text, counts) -> {
            if (unstable.stream().anyMatch(path -> path.contains(text.replace(" | ", "|")))) {
                shown.put(text, counts);
            }
        });
        return shown;
    }
}
