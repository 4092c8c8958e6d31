package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.SharedFiles;
import dev.simarena.engine.kwok.Stages;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceFiles;
import dev.simarena.trace.TraceObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replay SimKube's example traces the way its driver does and compare with what a real control plane showed. */
class SimKubeReplayGoldenTests {

    private static final ObjectNode ROOT = Manifests.json("""
            {"apiVersion": "simkube.io/v1", "kind": "SimulationRoot", "metadata": {"name": "root"}, "spec": {}}
            """);

    @TestFactory
    Stream<DynamicTest> replay_shows_what_the_control_plane_showed() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(SharedFiles.golden().resolve("simkube-replay.json").toFile());
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode replay : file.path("replays")) {
            String name = replay.path("trace").asText();
            boolean refused = replay.path("events")
                            .path(0)
                            .path("applied")
                            .path(0)
                            .path("code")
                            .asInt()
                    == 422;
            if (refused) {
                continue;
            }
            int nodes = replay.path("nodes").path("count").asInt();
            Trace trace = TraceFiles.load(SharedFiles.traces().resolve("simkube/" + name + ".sktrace"))
                    .trace();
            tests.add(DynamicTest.dynamicTest(name + " on " + nodes + " nodes", () -> play(trace, replay, nodes)));
        }
        assertThat(tests).hasSize(6);
        return tests.stream();
    }

    private static void play(Trace trace, JsonNode replay, int nodes) {
        List<JsonNode> lifecycles = new ArrayList<>();
        replay.path("lifecycles").forEach(lifecycles::add);
        Iterator<JsonNode> next = lifecycles.iterator();
        World world = new World(WorldOptions.of(7, Instant.ofEpochSecond(trace.start()))
                .withStages(Stages.SIMKUBE)
                .withListener(new PodListener() {
                    @Override
                    public void started(World at, Pod pod) {
                        if (next.hasNext()) {
                            long after =
                                    next.next().path("completesAfterSeconds").asLong();
                            at.completeAt(pod, at.now().plusSeconds(after));
                        }
                    }
                }));
        for (int i = 0; i < nodes; i++) {
            ObjectNode node = Manifests.node("node-" + i, "16", "32Gi");
            node.putObject("spec")
                    .putArray("taints")
                    .addObject()
                    .put("key", "kwok-provider")
                    .put("value", "true")
                    .put("effect", "NoSchedule");
            world.submit(node);
        }
        String root = world.apply(ROOT).path("metadata").path("uid").asText();
        int index = 0;
        for (TraceEvent event : trace.events()) {
            for (TraceObject object : event.applied()) {
                world.submit(Manifests.namespace("virtual-" + object.namespace()));
                world.submit(virtual(object, root));
            }
            for (TraceObject object : event.deleted()) {
                world.delete(object.gvk(), "virtual-" + object.namespace(), object.name(), Propagation.BACKGROUND);
            }
            JsonNode recorded = replay.path("events").path(index++);
            long seconds = recorded.path("driverSleepSeconds").asLong();
            if (seconds == 0 && !event.deleted().isEmpty()) {
                // The recording still shows what the garbage collector is about to remove.
                continue;
            }
            sample(world, replay.path("samples"), seconds);
            compare(world, recorded.path("state"));
        }
        world.delete(new Gvk("simkube.io", "v1", "SimulationRoot"), null, "root", Propagation.FOREGROUND);
        assertThat(world.pods()).isEmpty();
        assertThat(world.deployments()).isEmpty();
    }

    /** Wait, and compare where the recorder looked in between. */
    private static void sample(World world, JsonNode samples, long seconds) {
        long passed = 0;
        for (JsonNode sample : samples) {
            long at = sample.path("atSecond").asLong();
            if (at > passed && at < seconds) {
                world.advance(Duration.ofSeconds(at - passed));
                passed = at;
                compare(world, sample);
            }
        }
        world.advance(Duration.ofSeconds(seconds - passed));
    }

    private static ObjectNode virtual(TraceObject object, String root) {
        ObjectNode copy = object.body().deepCopy();
        ObjectNode metadata = (ObjectNode) copy.path("metadata");
        metadata.put("namespace", "virtual-" + object.namespace());
        metadata.withArray("ownerReferences")
                .addObject()
                .put("apiVersion", "simkube.io/v1")
                .put("kind", "SimulationRoot")
                .put("name", "root")
                .put("uid", root)
                .put("blockOwnerDeletion", true);
        copy.remove("status");
        ObjectNode spec = (ObjectNode)
                switch (object.gvk().kind()) {
                    case "Pod" -> copy.path("spec");
                    case "CronJob" -> copy.at("/spec/jobTemplate/spec/template/spec");
                    default -> copy.at("/spec/template/spec");
                };
        spec.withObject("nodeSelector").put("type", "virtual");
        spec.withArray("tolerations")
                .addObject()
                .put("key", "kwok-provider")
                .put("operator", "Exists")
                .put("effect", "NoSchedule");
        spec.path("containers").forEach(container -> ((ObjectNode) container).remove("ports"));
        spec.remove("nodeName");
        return copy;
    }

    private static void compare(World world, JsonNode state) {
        for (Map.Entry<String, JsonNode> namespace : state.path("namespaces").properties()) {
            List<Pod> pods = world.pods().stream()
                    .filter(pod -> Objects.equals(pod.namespace(), namespace.getKey()))
                    .toList();
            JsonNode counts = namespace.getValue();
            assertThat(pods).hasSize(counts.path("total").asInt());
            assertThat(pods.stream().filter(Pod::isReady))
                    .hasSize(counts.path("ready").asInt());
            assertThat(phase(pods, Phase.PENDING))
                    .isEqualTo(counts.path("pending").asInt());
            assertThat(phase(pods, Phase.RUNNING))
                    .isEqualTo(counts.path("running").asInt());
            assertThat(phase(pods, Phase.SUCCEEDED))
                    .isEqualTo(counts.path("succeeded").asInt());
        }
        List<String> jobs = new ArrayList<>();
        world.list(Job.GVK, null).forEach(job -> jobs.add(counts(job.path("status"))));
        List<String> recordedJobs = new ArrayList<>();
        state.path("jobs").forEach(job -> recordedJobs.add(counts(job)));
        assertThat(jobs).isEqualTo(recordedJobs);
        for (Map.Entry<String, JsonNode> recorded : state.path("deployments").properties()) {
            Deployment deployment = world.deployments().stream()
                    .filter(candidate -> candidate.name().equals(recorded.getKey()))
                    .findFirst()
                    .orElseThrow();
            assertThat(List.of(
                            deployment.replicas(),
                            deployment.status().readyReplicas(),
                            deployment.status().unavailableReplicas()))
                    .as(recorded.getKey())
                    .containsExactly(
                            recorded.getValue().path(0).asInt(),
                            recorded.getValue().path(1).asInt(),
                            recorded.getValue().path(2).asInt());
        }
    }

    private static String counts(JsonNode job) {
        return "active %d, succeeded %d, failed %d"
                .formatted(
                        job.path("active").asInt(),
                        job.path("succeeded").asInt(),
                        job.path("failed").asInt());
    }

    private static int phase(List<Pod> pods, Phase phase) {
        return (int) pods.stream().filter(pod -> pod.phase() == phase).count();
    }
}
