package dev.simarena.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.DeleteOptions;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.Requests;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.kwok.Stages;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Send the requests of a recorded episode, as recorded, and compare every answer and every state. */
final class EpisodePlayer {

    static final String NAMESPACE = "golden";

    private static final Map<String, Gvk> KINDS = Map.ofEntries(
            kind("", "pods", "Pod"),
            kind("", "nodes", "Node"),
            kind("", "namespaces", "Namespace"),
            kind("", "configmaps", "ConfigMap"),
            kind("", "limitranges", "LimitRange"),
            kind("", "resourcequotas", "ResourceQuota"),
            kind("", "persistentvolumeclaims", "PersistentVolumeClaim"),
            kind("", "persistentvolumes", "PersistentVolume"),
            kind("", "services", "Service"),
            kind("apps", "deployments", "Deployment"),
            kind("apps", "replicasets", "ReplicaSet"),
            kind("apps", "statefulsets", "StatefulSet"),
            kind("apps", "daemonsets", "DaemonSet"),
            kind("batch", "jobs", "Job"),
            kind("batch", "cronjobs", "CronJob"),
            kind("policy", "poddisruptionbudgets", "PodDisruptionBudget"),
            Map.entry("horizontalpodautoscalers", new Gvk("autoscaling", "v2", "HorizontalPodAutoscaler")),
            kind("scheduling.k8s.io", "priorityclasses", "PriorityClass"),
            kind("storage.k8s.io", "storageclasses", "StorageClass"),
            kind("node.k8s.io", "runtimeclasses", "RuntimeClass"));

    private final boolean forking;
    private World world;
    private Requests requests;
    private final EpisodeState state;

    /** Play in a world whose pods live by these stages. */
    EpisodePlayer(Stages stages) {
        this(stages, false);
    }

    /** Play on in a fork of the world after every request and every wait where forking. */
    EpisodePlayer(Stages stages, boolean forking) {
        this.forking = forking;
        world = new World(WorldOptions.of(3, Manifests.START).withStages(stages).withEventObjects(true));
        requests = world.requests();
        state = new EpisodeState(world);
    }

    /** Play an episode in a namespace of its own. */
    void play(JsonNode episode) {
        requests.create(Gvk.NAMESPACE, null, Manifests.namespace(NAMESPACE));
        for (JsonNode node : episode.path("nodes")) {
            requests.create(Gvk.NODE, null, node);
        }
        int number = 0;
        for (JsonNode step : episode.path("steps")) {
            String place = "%s, step %d".formatted(episode.path("name").asText(), number++);
            for (JsonNode request : step.path("requests")) {
                request(request, place);
                fork();
            }
            // half way, so that a fork has plans to take over
            world.advance(seconds(step.path("waitSeconds")).dividedBy(2));
            fork();
            world.advance(seconds(step.path("waitSeconds"))
                    .minus(seconds(step.path("waitSeconds")).dividedBy(2)));
            state.compare(step, place);
        }
    }

    private void fork() {
        if (forking) {
            world = world.fork();
            requests = world.requests();
            state.moveTo(world);
        }
    }

    private void request(JsonNode request, String place) {
        if (request.has("sleep")) {
            world.advance(seconds(request.path("sleep")));
        } else if (request.has("untilSecond")) {
            long now = world.now().getEpochSecond() % 60;
            world.advance(
                    Duration.ofSeconds(Math.floorMod(request.path("untilSecond").asLong() - now, 60L)));
        } else if (request.has("surviving")) {
            List<String> left = new ArrayList<>();
            world.pods().forEach(pod -> left.add(pod.labels().get("cost")));
            assertThat(left)
                    .as("%s: labels of the pods left", place)
                    .containsExactlyInAnyOrderElementsOf(texts(request.path("surviving")));
        } else {
            JsonNode result = request.path("result");
            String answer = "%d".formatted(result.path("code").asInt());
            try {
                send(request);
                assertThat(result.path("code").asInt())
                        .as("%s: %s %s", place, request.path("verb"), request.path("path"))
                        .isLessThan(400);
            } catch (ApiException refusal) {
                assertThat("%d %s: %s".formatted(refusal.code(), refusal.reason(), state.logical(refusal.getMessage())))
                        .as("%s: %s %s", place, request.path("verb"), request.path("path"))
                        .isEqualTo("%s %s: %s"
                                .formatted(
                                        answer,
                                        result.path("reason").asText(),
                                        result.path("message").asText()));
            }
        }
    }

    private void send(JsonNode request) {
        List<String> path =
                new ArrayList<>(List.of(request.path("path").asText().split("/")));
        // "", "api", version or "", "apis", group, version
        path.subList(0, path.get(1).equals("api") ? 3 : 4).clear();
        String namespace = null;
        if (path.get(0).equals("namespaces") && path.size() > 2) {
            namespace = NAMESPACE;
            path.subList(0, 2).clear();
        }
        Gvk gvk = kind(path.get(0));
        JsonNode body = request.path("body");
        String name = path.size() > 1 ? name(path.get(1)) : "";
        Subresource subresource =
                path.size() > 2 ? Subresource.valueOf(path.get(2).toUpperCase(Locale.ROOT)) : Subresource.NONE;
        switch (request.path("verb").asText()) {
            case "POST" -> requests.create(gvk, namespace, body);
            case "PUT" -> requests.replace(gvk, namespace, name, body, subresource);
            case "PATCH" -> requests.patch(gvk, namespace, name, type(request), body, subresource);
            case "DELETE" -> requests.delete(gvk, namespace, name, DeleteOptions.read(options(body)));
            default -> throw new IllegalArgumentException(request.toString());
        }
    }

    private static JsonNode options(JsonNode body) {
        return body instanceof ObjectNode ? body : MissingNode.getInstance();
    }

    private static PatchType type(JsonNode request) {
        String type = request.path("contentType").asText();
        return Stream.of(PatchType.values())
                .filter(known -> known.mediaType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Resolve a name, or a description of an object such as {@code <one pod of web>}. */
    private String name(String written) {
        if (written.equals("{ns}")) {
            return NAMESPACE;
        }
        if (!written.startsWith("<")) {
            return written;
        }
        List<Pod> pods = new ArrayList<>(world.pods());
        pods.sort(Comparator.comparing(Pod::name));
        if (written.startsWith("<the replica set of ")) {
            return world.list(Gvk.REPLICA_SET, NAMESPACE)
                    .get(0)
                    .at("/metadata/name")
                    .asText();
        }
        if (written.equals("<agent pod on n0>")) {
            return pods.stream()
                    .filter(pod -> "n0".equals(pod.nodeName()))
                    .findFirst()
                    .orElseThrow()
                    .name();
        }
        String digits = written.replaceAll("[^0-9]", "");
        return pods.get(digits.isEmpty() ? 0 : Integer.parseInt(digits)).name();
    }

    private static Duration seconds(JsonNode seconds) {
        return Duration.ofMillis(Math.round(seconds.asDouble() * 1000));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Tell whether a path leads to a kind that is known here. */
    static boolean known(String path) {
        List<String> parts = new ArrayList<>(List.of(path.split("[?]")[0].split("/")));
        if (parts.size() < 4) {
            return false;
        }
        parts.subList(0, parts.get(1).equals("api") ? 3 : 4).clear();
        if (parts.size() > 2 && parts.get(0).equals("namespaces")) {
            parts.subList(0, 2).clear();
        }
        return !parts.isEmpty() && KINDS.containsKey(parts.get(0));
    }

    /** Return the kind of a resource. */
    static Gvk kind(String resource) {
        return Objects.requireNonNull(KINDS.get(resource), () -> "unknown resource " + resource);
    }

    private static Map.Entry<String, Gvk> kind(String group, String resource, String kind) {
        return Map.entry(resource, new Gvk(group, "v1", kind));
    }
}
