package dev.simarena.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.SharedFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.msgpack.core.MessageBufferPacker;

/** Round trips: real files, and bytes packed by hand. */
class TraceCodecTests {

    static Stream<Path> realVersion2Files() throws IOException {
        try (Stream<Path> files = Files.walk(SharedFiles.traces())) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(sktrace|msgpack)"))
                    .filter(file -> !file.getFileName().toString().matches("trace-\\d+\\.msgpack|.*-v3-.*"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("realVersion2Files")
    void untouchedRealTrace_isWrittenBackByteForByte(Path file) throws IOException {
        LoadedTrace loaded = TraceFiles.load(file);

        byte[] bytes = Files.readAllBytes(file);
        assertThat(loaded.repairs()).isEmpty();
        assertThat(loaded.name()).isEqualTo(file.getFileName().toString());
        assertThat(loaded.trace().toBytes()).isEqualTo(bytes);
        // what it would be without the bytes it was read from
        assertThat(MessagePackWriter.write(loaded.trace())).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("realVersion2Files")
    void realTraceThroughJson_isTheSameTrace(Path file) throws IOException {
        Trace trace = TraceFiles.load(file).trace();

        LoadedTrace again = TraceFiles.read(TraceFiles.toJson(trace).getBytes(UTF_8), "view.json");
        assertThat(again.repairs()).isEmpty();
        assertThat(again.trace()).isEqualTo(trace);
        assertThat(again.trace().toBytes()).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void handPackedTrace_isReadPartByPart() {
        Trace trace = TraceFiles.read(packedEverything(), "everything").trace();

        assertThat(trace.version()).isEqualTo(2);
        assertThat(trace.start()).isEqualTo(1_700_000_000);
        assertThat(trace.end()).isEqualTo(1_700_000_001);
        assertThat(trace.events()).hasSize(2);
        assertThat(trace.events().get(0).applied()).containsExactly(Fixtures.deployment("web", 3));
        assertThat(trace.events().get(1).deleted())
                .extracting(TraceObject::toString)
                .containsExactly("v1.Pod shop/gone");
        assertThat(trace.indexHash(Gvk.DEPLOYMENT, "shop/web")).contains(-1L);
        assertThat(trace.indexHash(Gvk.DEPLOYMENT, "shop/old")).contains(7L);
        assertThat(trace.indexHash(Gvk.POD, "shop/web")).isEmpty();
        assertThat(trace.lifecycles(Gvk.DEPLOYMENT, "shop/web"))
                .containsExactly(
                        new Lifecycle.Running(1_700_000_003), new Lifecycle.Finished(1_700_000_003, 1_700_000_009));
        assertThat(trace.lifecyclesByHash(Gvk.DEPLOYMENT, "shop/web"))
                .containsOnlyKeys(Long.MIN_VALUE, 12L)
                .containsEntry(12L, List.of(new Lifecycle.Empty()));
        assertThat(trace.lifecycles(Gvk.DEPLOYMENT, "shop/db")).isEmpty();
        assertThat(trace.lifecycleOwners()).containsExactly(new ObjectKey(Gvk.DEPLOYMENT, "shop/web"));
        assertThat(trace.metadata())
                .map(metadata -> metadata.path("description").asText())
                .contains("of everything");
        assertThat(trace.podTemplatePaths(Gvk.DEPLOYMENT)).containsExactly("/spec/template");
        assertThat(trace.podTemplatePaths(Gvk.parse("batch/v1.CronJob")))
                .containsExactly("/spec/jobTemplate/spec/template");
        assertThat(trace.podTemplatePaths(Gvk.parse("batch.volcano.sh/v1alpha1.Job")))
                .containsExactly("/spec/tasks/*/template");
        assertThat(trace.podTemplatePaths(Gvk.parse("apps/v1.StatefulSet"))).containsExactly("/spec/template");
        assertThat(trace.podTemplatePaths(Gvk.POD)).isEmpty();
        assertThat(trace.trackedKinds()).hasSize(4);
    }

    @Test
    void handPackedTrace_isWrittenBackByteForByte() {
        byte[] bytes = packedEverything();
        LoadedTrace loaded = TraceFiles.read(bytes, "everything");

        assertThat(loaded.repairs()).isEmpty();
        assertThat(MessagePackWriter.write(loaded.trace())).isEqualTo(bytes);
    }

    @Test
    void unknownKeysAndOtherOrders_areKeptAlsoInAnEdit() {
        byte[] bytes = packedInOtherOrder(3);
        Trace trace = TraceFiles.read(bytes, "other").trace();
        TraceEvent event = trace.events().get(0);

        assertThat(MessagePackWriter.write(trace)).isEqualTo(bytes);
        Trace edited = trace.withEvents(List.of(event.withApplied(List.of(Fixtures.deployment("web", 4)))));
        long hash = SpecHash.of(Fixtures.deployment("web", 4).body().get("spec"));
        assertThat(edited.indexHash(Gvk.DEPLOYMENT, "shop/web")).contains(hash);
        // the same trace with four replicas has the same bytes but for the hash that the edit brought
        Trace expected = TraceFiles.read(packedInOtherOrder(4), "other").trace();
        assertThat(edited.events()).isEqualTo(expected.events());
        assertThat(edited.keys()).containsExactly("future", "events", "pod_lifecycles", "index", "config", "version");
        assertThat(edited.part("future")).isEqualTo(Fixtures.json("{'x': [1.5]}"));
    }

    @Test
    void everyKindOfValueInABody_survives() {
        byte[] bytes = Fixtures.packed(packer -> {
            head(packer);
            packer.packArrayHeader(1).packMapHeader(3);
            packer.packString("ts").packLong(-5);
            packer.packString("applied_objs").packArrayHeader(1).packMapHeader(4);
            packer.packString("kind").packString("Thing");
            packer.packString("apiVersion").packString("v1");
            packer.packString("metadata").packMapHeader(1).packString("name").packString("näme \uD83D\uDE00");
            packer.packString("values").packArrayHeader(16);
            packer.packNil().packBoolean(true).packBoolean(false);
            packer.packFloat(0.1f).packDouble(0.1).packDouble(-0.0);
            packer.packLong(Long.MIN_VALUE)
                    .packLong(-33)
                    .packInt(127)
                    .packInt(128)
                    .packInt(65536);
            packer.packBigInteger(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
            packer.packString("x".repeat(31)).packString("x".repeat(200)).packString("é".repeat(40_000));
            packer.packBinaryHeader(3).writePayload(new byte[] {1, 2, 3});
            packer.packString("deleted_objs").packArrayHeader(0);
            tail(packer);
        });

        assertThat(MessagePackWriter.write(TraceFiles.read(bytes, "values").trace()))
                .isEqualTo(bytes);
    }

    @Test
    void longerFormsThanNeeded_areKeptUntilAnEdit() throws IOException {
        byte[] minimal = Fixtures.trace().toBytes();
        // "version" is the first entry: 0x85, 0xa7 and seven letters, then 2 as uint32 in place of a fixint
        byte[] longer = new byte[minimal.length + 4];
        System.arraycopy(minimal, 0, longer, 0, 9);
        longer[9] = (byte) 0xce;
        System.arraycopy(minimal, 9, longer, 13, minimal.length - 9);

        Trace trace = TraceFiles.read(longer, "longer").trace();
        assertThat(trace.toBytes()).isEqualTo(longer);
        assertThat(trace.withEvents(new ArrayList<>(trace.events())).toBytes()).isEqualTo(longer);
        assertThat(trace.withMetadata(Fixtures.json("{}")).toBytes())
                .isEqualTo(Fixtures.trace().withMetadata(Fixtures.json("{}")).toBytes());
    }

    @Test
    void slashBeforeACoreKind_isRead() {
        ObjectNode view = Fixtures.json("""
                {'version': 2, 'config': {'trackedObjects': {'/v1.Pod': {}}}, 'events': [],
                 'index': {'/v1.Pod': {'shop/a': 5}}, 'pod_lifecycles': {}}
                """);
        byte[] bytes = Fixtures.packed(view);
        LoadedTrace loaded = TraceFiles.read(bytes, "slash");

        assertThat(loaded.repairs()).isEmpty();
        assertThat(loaded.trace().podTemplatePaths(Gvk.POD)).containsExactly("");
        assertThat(loaded.trace().indexHash(Gvk.POD, "shop/a")).contains(5L);
        assertThat(loaded.trace().toBytes()).isEqualTo(bytes);
    }

    @Test
    void listOfPaths_winsOverTheOldKey() {
        ObjectNode view = Fixtures.everything();
        ((ObjectNode) view.at("/config/trackedObjects"))
                .set("x/v1.A", Fixtures.json("{'podSpecTemplatePath': '/old', 'podSpecTemplatePaths': ['/new']}"));
        ((ObjectNode) view.at("/config/trackedObjects"))
                .set("x/v1.B", Fixtures.json("{'podSpecTemplatePath': '/old', 'podSpecTemplatePaths': []}"));

        Trace trace = TraceFiles.read(view.toString().getBytes(UTF_8), "x").trace();
        assertThat(trace.podTemplatePaths(Gvk.parse("x/v1.A"))).containsExactly("/new");
        assertThat(trace.podTemplatePaths(Gvk.parse("x/v1.B"))).containsExactly("/old");
    }

    @Test
    void configThatSimKubeRefuses_isNotWritten(@TempDir Path folder) {
        Path file = folder.resolve("refused.sktrace");
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> TraceFiles.write(withConfig("{'v1.ConfigMap': {}}"), file))
                .withMessage("Trace [in memory] cannot be written: Missing pod spec path for v1.ConfigMap. "
                        + "Take the kind out of the tracked objects, or give it the path that SimKube expects.");
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> withConfig("{'v1.Pod': {'podSpecTemplatePaths': ['/spec']}}")
                        .toBytes())
                .withMessageContaining("Invalid path for v1.Pod");
        assertThat(file).doesNotExist();
    }

    @Test
    void writtenFile_isRead(@TempDir Path folder) {
        Path file = folder.resolve("cpu-slight.msgpack");
        TraceFiles.write(Fixtures.trace(), file);

        assertThat(TraceFiles.load(file)).isEqualTo(new LoadedTrace("cpu-slight.msgpack", Fixtures.trace(), List.of()));
    }

    @Test
    void sha256_isThatOfTheBytes() throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(Fixtures.trace().toBytes());
        assertThat(Fixtures.trace().sha256()).isEqualTo(HexFormat.of().formatHex(digest));
    }

    @Test
    void bytesHandedOut_areTheCallersOwn() {
        Trace trace = Fixtures.trace();
        trace.toBytes()[0] = 0;
        assertThat(trace.toBytes()[0]).isEqualTo((byte) 0x85);
    }

    private static Trace withConfig(String tracked) {
        ObjectNode config = Fixtures.json("{'trackedObjects': %s}".formatted(tracked));
        return new Trace(
                TraceKeys.TOP,
                new TracerConfig(config),
                List.of(),
                TraceIndex.EMPTY,
                PodLifecycles.EMPTY,
                Map.of(),
                null);
    }

    private static byte[] packedEverything() {
        JsonNode view = Fixtures.everything();
        return Fixtures.packed(packer -> {
            packer.packMapHeader(6);
            for (String key : List.of("version", "config", "events", "index")) {
                packer.packString(key);
                Fixtures.pack(packer, view.get(key));
            }
            packer.packString("pod_lifecycles").packMapHeader(1);
            packer.packArrayHeader(2).packString("apps/v1.Deployment").packString("shop/web");
            packer.packMapHeader(2);
            packer.packBigInteger(BigInteger.ONE.shiftLeft(63)).packArrayHeader(2);
            packer.packMapHeader(1).packString("Running").packLong(1_700_000_003);
            packer.packMapHeader(1).packString("Finished").packArrayHeader(2);
            packer.packLong(1_700_000_003).packLong(1_700_000_009);
            packer.packInt(12).packArrayHeader(1).packString("Empty");
            packer.packString("metadata");
            Fixtures.pack(packer, view.get("metadata"));
        });
    }

    private static byte[] packedInOtherOrder(int replicas) {
        ObjectNode view = Fixtures.json("""
                {'future': {'x': [1.5]}, 'events': [{'note': 'kept', 'deleted_objs': [], 'ts': 9, 'applied_objs': []}],
                 'pod_lifecycles': {}, 'index': {'apps/v1.Deployment': {'shop/web': 1}},
                 'config': {'extra': 1, 'trackedObjects': {'apps/v1.Deployment': {}}}, 'version': 2}
                """);
        view.withArray("/events/0/applied_objs")
                .add(Fixtures.deployment("web", replicas).body());
        return Fixtures.packed(view);
    }

    private static void head(MessageBufferPacker packer) throws IOException {
        packer.packMapHeader(5).packString("version").packInt(2);
        packer.packString("config")
                .packMapHeader(1)
                .packString("trackedObjects")
                .packMapHeader(0);
        packer.packString("events");
    }

    private static void tail(MessageBufferPacker packer) throws IOException {
        packer.packString("index").packMapHeader(0).packString("pod_lifecycles").packMapHeader(0);
    }
}
