package dev.simarena.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Apply the edits behind every action to every Deployment of every real trace. */
class TraceEditsOnRealTracesTests {

    private static final String CONTAINER = "/spec/template/spec/containers/0/resources/requests/";

    /** Action, and the only pointer it may change. */
    private static final List<Action> ACTIONS = List.of(
            request("bump_cpu_small", ResourceName.CPU, "500m"),
            request("bump_mem_small", ResourceName.MEMORY, "256Mi"),
            replicas("scale_up_replicas", 1),
            request("reduce_cpu_small", ResourceName.CPU, "-500m"),
            request("reduce_mem_small", ResourceName.MEMORY, "-256Mi"),
            replicas("scale_down_replicas", -1));

    @TestFactory
    Stream<DynamicTest> action_changes_only_its_field_or_says_why_not() throws IOException {
        Path folder = SharedFiles.traces();
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("v3"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(20);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(folder.relativize(file).toString(), () -> check(file)));
    }

    private static void check(Path file) {
        Trace trace = TraceFiles.load(file).trace();
        TreeSet<String> keys = new TreeSet<>();
        for (TraceEvent event : trace.events()) {
            event.applied().stream()
                    .filter(object -> object.gvk().equals(Gvk.DEPLOYMENT))
                    .forEach(object -> keys.add(object.key()));
        }
        // A few of a hundred show what all would.
        int stride = keys.size() / 8 + 1;
        List<String> chosen = new ArrayList<>(keys);
        chosen.removeIf(key -> keys.headSet(key).size() % stride != 0);
        for (Action action : ACTIONS) {
            for (String key : chosen) {
                check(trace, key, action);
            }
            EditResult unknown = action.edit().apply(trace, DeploymentRef.parse("no-such-deployment"));
            assertThat(unknown.trace()).isSameAs(trace);
            assertThat(unknown.reason()).startsWith("Deployment [no-such-deployment] does not exist in the trace");
        }
    }

    private static void check(Trace trace, String key, Action action) {
        EditResult result = action.edit().apply(trace, DeploymentRef.parse(key));
        if (!result.changed()) {
            assertThat(result.trace()).isSameAs(trace);
            assertThat(result.reason()).startsWith("Deployment [" + key + "] in event [");
            return;
        }
        Trace loaded =
                TraceFiles.read(result.trace().toBytes(), "edited.msgpack").trace();
        assertThat(loaded.events()).hasSameSizeAs(trace.events());
        int copies = 0;
        for (int i = 0; i < trace.events().size(); i++) {
            TraceEvent before = trace.events().get(i);
            TraceEvent after = loaded.events().get(i);
            assertThat(after.ts()).isEqualTo(before.ts());
            assertThat(after.deleted()).isEqualTo(before.deleted());
            assertThat(after.applied()).hasSameSizeAs(before.applied());
            for (int j = 0; j < before.applied().size(); j++) {
                TraceObject object = before.applied().get(j);
                Map<String, String> changes =
                        TreeDiff.of(object.body(), after.applied().get(j).body());
                if (object.gvk().equals(Gvk.DEPLOYMENT) && object.key().equals(key)) {
                    copies++;
                    assertThat(changes).hasSize(1);
                    // A created request shows as the part of the path that was missing.
                    assertThat(action.pointer())
                            .startsWith(changes.keySet().iterator().next());
                } else {
                    assertThat(changes).isEmpty();
                }
            }
        }
        assertThat(copies).isPositive();
        assertIndexFollows(trace, result.trace(), key);
    }

    /** Every hash stays but that of the edited Deployment, which is the one of its last spec. */
    private static void assertIndexFollows(Trace before, Trace after, String key) {
        Map<String, Gvk> objects = new TreeMap<>();
        for (TraceEvent event : before.events()) {
            event.applied().forEach(object -> objects.put(object.gvk() + " " + object.key(), object.gvk()));
        }
        objects.forEach((name, gvk) -> {
            String other = name.substring(name.indexOf(' ') + 1);
            if (gvk.equals(Gvk.DEPLOYMENT) && other.equals(key)) {
                assertThat(after.indexHash(gvk, key)).isNotEqualTo(before.indexHash(gvk, key));
            } else {
                assertThat(after.indexHash(gvk, other)).as(name).isEqualTo(before.indexHash(gvk, other));
            }
        });
    }

    private static Action request(String name, ResourceName resource, String delta) {
        return new Action(
                name,
                CONTAINER + resource.key(),
                (trace, deployment) -> TraceEdits.addRequest(trace, deployment, resource, Quantity.parse(delta)));
    }

    private static Action replicas(String name, int delta) {
        return new Action(
                name, "/spec/replicas", (trace, deployment) -> TraceEdits.addReplicas(trace, deployment, delta));
    }

    private record Action(String name, String pointer, BiFunction<Trace, DeploymentRef, EditResult> edit) {}
}
