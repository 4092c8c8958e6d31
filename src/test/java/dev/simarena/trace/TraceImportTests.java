package dev.simarena.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real SimKube would refuse is repaired and said, or refused with what to do. */
class TraceImportTests {

    private static final String VERSION_ONE = """
            {'version': 1, 'metadata': {'description': 'old'}, 'events': [{'ts': 1730390401, 'applied_objs': [
              {'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'web', 'namespace': 'default'}, 'spec': {'replicas': 42}},
              {'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'settings', 'namespace': 'default'}}],
             'deleted_objs': []}]}
            """;

    @Test
    void versionOneMap_isRepairedAndSaysSo() {
        LoadedTrace loaded = TraceFiles.read(Fixtures.packed(Fixtures.json(VERSION_ONE)), "old");

        assertThat(loaded.repairs())
                .containsExactly(
                        "Version [1] is loaded by no SimKube in this form. Changed it to 2.",
                        "Key [config] is missing. Added it with the known kinds that occur: apps/v1.Deployment.",
                        "Key [index] is missing. Added it with the spec hashes of the tracked objects, 1 in number.",
                        "Key [pod_lifecycles] is missing. Added it without lifecycles.");
        Trace trace = loaded.trace();
        assertThat(trace.keys()).containsExactly("version", "config", "events", "index", "pod_lifecycles", "metadata");
        assertThat(trace.trackedKinds()).containsExactly(Gvk.DEPLOYMENT);
        assertThat(trace.podTemplatePaths(Gvk.DEPLOYMENT)).containsExactly("/spec/template");
        assertThat(trace.indexHash(Gvk.DEPLOYMENT, "default/web"))
                .contains(Long.parseUnsignedLong("3664028200602729212"));
        assertThat(trace.events().get(0).applied()).hasSize(2);
    }

    @Test
    void repairedTrace_isStableFromThenOn() {
        Trace repaired = TraceFiles.read(Fixtures.packed(Fixtures.json(VERSION_ONE)), "old")
                .trace();
        LoadedTrace again = TraceFiles.read(repaired.toBytes(), "again");

        assertThat(again.repairs()).isEmpty();
        assertThat(again.trace()).isEqualTo(repaired);
        assertThat(MessagePackWriter.write(again.trace())).isEqualTo(repaired.toBytes());
    }

    static Stream<Path> realVersionOneFiles() throws IOException {
        try (Stream<Path> files = Files.list(SharedFiles.traces().resolve("first-implementation"))) {
            return files
                    .filter(file -> file.getFileName().toString().matches("trace-\\d+\\.msgpack"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("realVersionOneFiles")
    void realVersionOneFile_isRepairedOnce(Path file) {
        LoadedTrace loaded = TraceFiles.load(file);
        LoadedTrace again = TraceFiles.read(loaded.trace().toBytes(), "again");

        assertThat(loaded.repairs()).hasSize(4);
        assertThat(loaded.trace().indexHash(Gvk.DEPLOYMENT, "default/web")).isPresent();
        assertThat(again.repairs()).isEmpty();
        assertThat(again.trace()).isEqualTo(loaded.trace());
        assertThat(again.trace().sha256()).isEqualTo(loaded.trace().sha256());
    }

    @Test
    void emptyIndexOfVersionTwo_isSound() {
        ObjectNode view = Fixtures.json(VERSION_ONE);
        view.put("version", 2);
        view.set(
                "config",
                Fixtures.json("{'trackedObjects': {'apps/v1.Deployment': {'podSpecTemplatePath': '/spec/template'}}}"));
        view.putObject("index");
        view.putObject("pod_lifecycles");
        byte[] bytes = Fixtures.packed(view);

        LoadedTrace loaded = TraceFiles.read(bytes, "sound");
        assertThat(loaded.repairs()).isEmpty();
        assertThat(loaded.trace().indexHash(Gvk.DEPLOYMENT, "default/web")).isEmpty();
        assertThat(MessagePackWriter.write(loaded.trace())).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'v1.ConfigMap': {}, 'apps/v1.Deployment': {}} | {'apps/v1.Deployment': {}} | Tracked object [v1.ConfigMap] has no pod template path, so SimKube refuses the trace. Took it out of the tracked objects; its objects stay in the events.",
                "{'x/v1.A': {'podSpecTemplatePaths': null}} | {} | Tracked object [x/v1.A] has no pod template path, so SimKube refuses the trace. Took it out of the tracked objects; its objects stay in the events.",
                "{'apps/v1.Deployment': {'podSpecTemplatePaths': ['/spec'], 'skipOwned': true}} | {'apps/v1.Deployment': {'podSpecTemplatePaths': ['/spec/template'], 'skipOwned': true}} | Tracked object [apps/v1.Deployment] has the pod template paths [/spec], which SimKube refuses. Replaced them with its default [/spec/template].",
                "{'v1.Pod': {'podSpecTemplatePath': '/x'}} | {'v1.Pod': {'podSpecTemplatePaths': ['']}} | Tracked object [v1.Pod] has the pod template paths [/x], which SimKube refuses. Replaced them with its default [].",
                "{'v1.Pod': {'color': 'red'}} | {'v1.Pod': {}} | Tracked object [v1.Pod] has the unknown key [color], which SimKube refuses. Removed the key.",
            })
    void trackedObjectThatSimKubeRefuses_isRepaired(String tracked, String repaired, String repair) {
        LoadedTrace loaded = TraceFiles.read(view(tracked), "config");

        assertThat(loaded.repairs()).containsExactly(repair);
        assertThat(loaded.trace().part("config"))
                .isEqualTo(Fixtures.json("{'trackedObjects': %s}".formatted(repaired)));
        assertThat(TraceFiles.read(loaded.trace().toBytes(), "again").repairs()).isEmpty();
    }

    @Test
    void configWithoutTrackedObjects_getsThem() {
        ObjectNode view = Fixtures.everything();
        view.set("config", Fixtures.json("{'other': 1}"));
        LoadedTrace loaded = TraceFiles.read(view.toString().getBytes(UTF_8), "config");

        assertThat(loaded.repairs())
                .containsExactly("Key [config.trackedObjects] is missing. Added it with the known kinds that occur:"
                        + " apps/v1.Deployment, v1.Pod.");
        assertThat(loaded.trace().part("config").path("other").asInt()).isEqualTo(1);
    }

    @Test
    void eventsOutOfOrder_areSorted() {
        ObjectNode view = Fixtures.json(VERSION_ONE);
        view.withArray("events").add(Fixtures.json("{'ts': 5, 'applied_objs': [], 'deleted_objs': []}"));
        LoadedTrace loaded = TraceFiles.read(Fixtures.packed(view), "order");

        assertThat(loaded.repairs())
                .contains("Event [1] is earlier than the one before it. Sorted the events by time.");
        assertThat(loaded.trace().events()).extracting(TraceEvent::ts).containsExactly(5L, 1_730_390_401L);
    }

    @Test
    void missingListOfAnEvent_isAdded() {
        ObjectNode view = Fixtures.everything();
        ((ObjectNode) view.at("/events/1")).remove("applied_objs");
        LoadedTrace loaded = TraceFiles.read(view.toString().getBytes(UTF_8), "list");

        assertThat(loaded.repairs()).containsExactly("Key [events[1].applied_objs] is missing. Added an empty list.");
        assertThat(loaded.trace().events().get(1).applied()).isEmpty();
        assertThat(TraceFiles.read(loaded.trace().toBytes(), "again").repairs()).isEmpty();
    }

    @Test
    void arrayFormOfVersionOne_isRefused() {
        byte[] bytes = Fixtures.packed(Fixtures.tree("[{}, [], {}, {}]"));
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> TraceFiles.read(bytes, "v1.sktrace"))
                .withMessage(
                        "Trace [v1.sktrace] cannot be read at byte 0: it has the array form of version 1, which"
                                + " only SimKube 1.1.1 and older read. Export it with SimKube 2.0 to 2.7, which write version 2.");
    }

    @Test
    void versionThree_isRefused() {
        byte[] bytes = Fixtures.packed(
                Fixtures.json("{'version': 3, 'config': {'trackedObjects': {}}, 'events': [], 'index': {}}"));
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> TraceFiles.read(bytes, "v3.sktrace"))
                .withMessage("Trace [v3.sktrace] cannot be read at byte 9: trace version 3 is not read yet."
                        + " Export it with SimKube 2.0 to 2.7, which write version 2.");
    }

    @Test
    void realVersionThree_isRefused() {
        Path file = SharedFiles.traces().resolve("simkube/cronjob-v3-reconstructed.sktrace");
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> TraceFiles.load(file))
                .withMessageContaining("trace version 3 is not read yet");
    }

    @ParameterizedTest
    @CsvSource({"0", "4", "-1", "65538"})
    void anotherVersion_isRefused(long version) {
        ObjectNode view = Fixtures.everything().put("version", version);
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> TraceFiles.read(view.toString().getBytes(UTF_8), "future"))
                .withMessageContaining("unsupported trace version: %d".formatted(version));
    }

    @Test
    void declaration_isRead() {
        Trace trace = TraceFiles.read(Fixtures.everything().toString().getBytes(UTF_8), "declared")
                .trace();
        TraceDeclaration declaration = trace.declaration().orElseThrow();

        assertThat(declaration.nodes()).isEqualTo(3);
        assertThat(declaration.cpu()).isEqualTo(Quantity.parse("16"));
        assertThat(declaration.memory()).isEqualTo(Quantity.parse("32Gi"));
        assertThat(declaration.pods()).isEqualTo(110);
        assertThat(declaration.deployment()).isEqualTo(new DeploymentRef("shop", "web"));
        assertThat(declaration.target()).isEqualTo(3);
        assertThat(declaration.fewestSteps()).hasValue(4);
    }

    @Test
    void traceWithoutDeclaration_declaresNothing() {
        assertThat(Fixtures.trace().declaration()).isEmpty();
        assertThat(Fixtures.trace().withMetadata(Fixtures.json("{'a': 1}")).declaration())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/metadata/arena          | 'no'     | metadata.arena is a text, not a map",
                "/metadata/arena/nodes    | 3        | metadata.arena.nodes is an integer, not a map",
                "/metadata/arena/nodes/count | 0     | metadata.arena.nodes.count is [0], which is not a number of at least 1",
                "/metadata/arena/nodes/cpu | 'many'  | metadata.arena.nodes.cpu is [many], which is not a quantity such as 16 or 32Gi",
                "/metadata/arena/target   | 1.5      | metadata.arena.target is a floating-point number, not an integer",
                "/metadata/arena/deployment | 'shop/' | metadata.arena.deployment is [shop/], which is not a Deployment as namespace/name",
            })
    void brokenDeclaration_isRefused(String pointer, String value, String reason) {
        ObjectNode view = Fixtures.everything();
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) view.at(pointer.substring(0, last))).set(pointer.substring(last + 1), Fixtures.tree(value));

        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> TraceFiles.read(view.toString().getBytes(UTF_8), "declared"))
                .withMessageContaining(reason);
        Trace trace = Fixtures.trace().withMetadata(view.get("metadata"));
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(trace::declaration)
                .withMessageContaining(reason);
    }

    private static byte[] view(String tracked) {
        return Fixtures.packed(Fixtures.json(
                "{'version': 2, 'config': {'trackedObjects': %s}, 'events': [], 'index': {}, 'pod_lifecycles': {}}"
                        .formatted(tracked)));
    }

    @Test
    void soundTraceOfThisLibrary_isNeverRepaired() {
        assertThat(TraceFiles.read(Fixtures.trace().toBytes(), "own").repairs()).isEqualTo(List.of());
    }
}
