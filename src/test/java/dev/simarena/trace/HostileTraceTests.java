package dev.simarena.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes, there is a trace or a {@link TraceFormatException}, in memory bounded by the bytes. */
class HostileTraceTests {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void traceCutOffAnywhere_isRefused() {
        byte[] bytes = Fixtures.trace()
                .withMetadata(Fixtures.json("{'x': [1.5, true]}"))
                .toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            TraceFormatException fault = refusal(part);
            assertThat(fault.offset()).as("offset of a cut at %d", length).isBetween(0L, (long) length);
            assertThat(fault.file()).isEqualTo("hostile");
            assertThat(fault).hasMessageStartingWith("Trace [hostile] cannot be read at byte " + fault.offset() + ": ");
        }
    }

    @Test
    void jsonCutOffAnywhere_isRefused() {
        byte[] bytes = TraceFiles.toJson(Fixtures.trace()).getBytes(UTF_8);
        for (int length = 0; length < bytes.length - 1; length++) {
            assertThat(refusal(Arrays.copyOf(bytes, length)).offset()).isBetween(-1L, (long) length);
        }
    }

    // 0x81 0xa1 'x' is a map with one entry under x
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dfffffffff               | a value of 4294967295 begins here",
                "df7fffffff               | a map of 2147483647 begins here",
                "df00000004a178           | a map of 4 begins here, but only 2 bytes are left",
                "ddffffffff               | it has the array form of version 1",
                "81a178ddffffffff         | a value of 4294967295 begins here",
                "81a178dd7fffffff         | a list of 2147483647 begins here",
                "81a178dfffffffff         | a value of 4294967295 begins here",
                "81a178dbffffffff         | a value of 4294967295 begins here",
                "81a178db7fffffff         | a text of 2147483647 begins here",
                "81a178c6ffffffff         | a value of 4294967295 begins here",
                "81a178c67fffffff         | binary data of 2147483647 begins here",
                "81a178c9ffffffff01       | a value of 4294967295 begins here",
                "81dbffffffff             | a value of 4294967295 begins here",
                "81a66576656e7473ddffffffff | a value of 4294967295 begins here",
                "81a66576656e7473dd7fffffff | a list of 2147483647 begins here",
                "81ae706f645f6c6966656379636c6573df7fffffff | a map of 2147483647 begins here",
            })
    void hugeDeclaredLength_isRefusedWithoutAllocating(String hex, String reason) {
        byte[] bytes = HEX.parseHex(hex);
        refusal(bytes);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Throwable fault = catchThrowable(() -> TraceFiles.read(bytes, "huge"));
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(fault).isInstanceOf(TraceFormatException.class).hasMessageContaining(reason);
        assertThat(allocated).as("allocated bytes").isLessThan(1 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"91", "81a178", "dd00000001", "de0001a178"})
    void nestingOfOneHundredThousand_isRefused(String opening) {
        byte[] once = HEX.parseHex(opening);
        byte[] bytes = Fixtures.packed(packer -> {
            packer.packMapHeader(1).packString("x");
            for (int i = 0; i < 100_000; i++) {
                packer.addPayload(once);
            }
            packer.packNil();
        });
        assertThat(refusal(bytes)).hasMessageContaining("values are nested more than 512 deep");
    }

    @Test
    void jsonNestingOfOneHundredThousand_isRefused() {
        assertThat(refusal(("{\"x\":" + "[".repeat(100_000)).getBytes(UTF_8))).hasMessageContaining("depth");
        assertThat(refusal("{\"x\":".repeat(100_000).getBytes(UTF_8))).hasMessageContaining("depth");
    }

    @ParameterizedTest
    @ValueSource(ints = {511, 512})
    void nesting_isReadUpToItsLimit(int depth) {
        byte[] bytes = Fixtures.packed(packer -> {
            packer.packMapHeader(6);
            packer.packString("version").packInt(2);
            packer.packString("config")
                    .packMapHeader(1)
                    .packString("trackedObjects")
                    .packMapHeader(0);
            packer.packString("events").packArrayHeader(0);
            packer.packString("index")
                    .packMapHeader(0)
                    .packString("pod_lifecycles")
                    .packMapHeader(0);
            packer.packString("deep");
            for (int i = 0; i < depth; i++) {
                packer.packArrayHeader(1);
            }
            packer.packNil();
        });
        if (depth < 512) {
            Trace trace = TraceFiles.read(bytes, "deep").trace();
            assertThat(MessagePackWriter.write(trace)).isEqualTo(bytes);
            assertThat(TraceFiles.read(TraceFiles.toJson(trace).getBytes(UTF_8), "deep")
                            .trace())
                    .isEqualTo(trace);
        } else {
            refusal(bytes);
        }
    }

    /** Every field of the format gets each of these values; those listed beside it are right there. */
    private static final List<String> VALUES =
            List.of("null", "true", "1", "1.5", "-1", "'wrong'", "[]", "[7, 7, 7]", "{}", "{'a': 1}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/version | 1",
                "/config | {}; {'a': 1}",
                "/config/trackedObjects | {}",
                "/config/trackedObjects/apps~1v1.Deployment | {}; {'a': 1}",
                "/config/trackedObjects/apps~1v1.Deployment/podSpecTemplatePaths | null; []",
                "/config/trackedObjects/apps~1v1.Deployment/podSpecTemplatePaths/0 | 'wrong'",
                "/config/trackedObjects/apps~1v1.Deployment/trackLifecycle | true",
                "/config/trackedObjects/batch~1v1.CronJob/podSpecTemplatePath | null; 'wrong'",
                "/config/trackedObjects/batch~1v1.CronJob/skipOwned | true",
                "/events | []",
                "/events/0 | ",
                "/events/0/ts | 1; -1",
                "/events/0/applied_objs | []",
                "/events/1/deleted_objs | []",
                "/events/0/applied_objs/0 | ",
                "/events/0/applied_objs/0/apiVersion | 'wrong'",
                "/events/0/applied_objs/0/kind | 'wrong'",
                "/events/0/applied_objs/0/metadata | ",
                "/events/0/applied_objs/0/metadata/name | 'wrong'",
                "/events/0/applied_objs/0/metadata/namespace | null; 'wrong'",
                "/events/1/deleted_objs/0/metadata | ",
                "/index | {}",
                "/index/apps~1v1.Deployment | {}; {'a': 1}",
                "/index/apps~1v1.Deployment/shop~1web | 1",
                "/pod_lifecycles | {}",
                "/pod_lifecycles/apps~1v1.Deployment shop~1web | {}",
                "/pod_lifecycles/apps~1v1.Deployment shop~1web/12 | []",
                "/pod_lifecycles/apps~1v1.Deployment shop~1web/12/0 | ",
                "/pod_lifecycles/apps~1v1.Deployment shop~1web/9223372036854775808/0/Running | 1; -1",
                "/pod_lifecycles/apps~1v1.Deployment shop~1web/9223372036854775808/1/Finished | ",
                "/pod_lifecycles/apps~1v1.Deployment shop~1web/9223372036854775808/1/Finished/0 | 1; -1",
            })
    void wrongTypeOfAField_isRefusedAtItsPlace(String pointer, @Nullable String right) {
        List<String> accepted = right == null ? List.of() : List.of(right.split("; "));
        assertThat(VALUES).containsAll(accepted);
        for (String value : VALUES) {
            ObjectNode view = Fixtures.everything();
            assertThat(view.at(pointer).isMissingNode()).isFalse();
            replace(view, pointer, Fixtures.tree(value));
            byte[] json = view.toString().getBytes(UTF_8);
            if (accepted.contains(value)) {
                TraceFiles.read(json, "right");
                continue;
            }
            TraceFormatException fault = refusal(json);
            assertThat(fault.offset())
                    .as(fault.getMessage())
                    .isBetween((long) offset(view, pointer), (long) json.length - 1);
            if (!pointer.startsWith("/pod_lifecycles")) {
                assertThat(refusal(Fixtures.packed(view)).offset()).isPositive();
            }
        }
    }

    /** Return where the value stands in the compact text: behind all that comes before it. */
    private static int offset(ObjectNode view, String pointer) {
        ObjectNode marked = view.deepCopy();
        replace(marked, pointer, TextNode.valueOf("MARK"));
        return marked.toString().indexOf("\"MARK\"");
    }

    private static void replace(ObjectNode view, String pointer, JsonNode value) {
        int last = pointer.lastIndexOf('/');
        String key = pointer.substring(last + 1).replace("~1", "/");
        JsonNode parent = view.at(pointer.substring(0, last));
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(key), value);
        } else {
            ((ObjectNode) parent).set(key, value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/version",
                "/events",
                "/events/0/ts",
                "/events/0/applied_objs/0/apiVersion",
                "/events/0/applied_objs/0/kind",
                "/events/0/applied_objs/0/metadata",
                "/events/0/applied_objs/0/metadata/name"
            })
    void missingField_isRefused(String pointer) {
        ObjectNode view = Fixtures.everything();
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) view.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
        assertThat(refusal(view.toString().getBytes(UTF_8))).hasMessageContaining("is missing");
    }

    @Test
    void wrongField_isNamedWithItsPlaceAndWhatToDo() {
        ObjectNode view = Fixtures.json("{'version': 2, 'events': [{'ts': 'soon'}]}");
        assertThat(refusal(Fixtures.packed(view)))
                .hasMessage("Trace [hostile] cannot be read at byte 22: events[0].ts is a text, not an integer."
                        + " Correct it, or export the trace again.");
    }

    @Test
    void numbersOutOfRange_areRefused() {
        String ts = "{\"version\": 2, \"events\": [{\"ts\": %s, \"applied_objs\": [], \"deleted_objs\": []}]}";
        for (String number :
                List.of("9223372036854775808", "18446744073709551616", "-9223372036854775809", "1e3", "1e999")) {
            refusal(ts.formatted(number).getBytes(UTF_8));
        }
        for (String token : List.of("NaN", "Infinity", "01", "+1", "1.", "0x1")) {
            refusal(ts.formatted(token).getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cb7ff8000000000000", "cb7ff0000000000000", "ca7fc00000", "caff800000"})
    void notFiniteNumber_isRefused(String hex) {
        assertThat(refusal(HEX.parseHex("81a178" + hex))).hasMessageContaining("is not finite");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "81a178d40100             | a MessagePack extension of type 1 has no meaning in a trace",
                "81a178d6ff00000000       | a MessagePack extension of type -1 has no meaning in a trace",
                "81a178c1                 | the byte 0xc1 is never used in MessagePack",
                "c1                       | the byte 0xc1 is never used in MessagePack",
                "8101c0                   | the key of a map is an integer, not a text",
                "81c0c0                   | the key of a map is nil, not a text",
                "82a178c0a178c0           | the key [x] stands twice in one map",
                "81a17882a178c0a178c0     | the key [x] stands twice in one map",
                "81a178a1ff               | a text is not valid UTF-8",
                "81a1ffc0                 | a text is not valid UTF-8",
                "81a178a3eda080           | a text is not valid UTF-8",
                "81a178a2c080             | a text is not valid UTF-8",
                "81a66576656e7473c0       | events is nil, not a list",
                "81a66576656e747391c0     | events[0] is nil, not a map",
                "81ae706f645f6c6966656379636c6573c0 | pod_lifecycles is nil, not a map",
                "81ae706f645f6c6966656379636c657381a17880 | a key of pod_lifecycles is not a list of a kind and a name",
                "81ae706f645f6c6966656379636c65738191a17880 | a key of pod_lifecycles is not a list of a kind and a name",
                "81ae706f645f6c6966656379636c65738192a178a17981a17890 | a pod hash in pod_lifecycles is a text, not an integer",
                "82ae706f645f6c6966656379636c65738292a178a1798092a178a17980 | the key [x y] stands twice in one map",
                "68656c6c6f               | a trace is a map, but an integer was found",
                "c0                       | a trace is a map, but nil was found",
                "ff                       | a trace is a map, but an integer was found",
                "a3616263                 | a trace is a map, but a text was found",
                "d40100                   | a trace is a map, but an extension was found",
                "80                       | version is missing",
            })
    void malformedBytes_areRefused(String hex, String reason) {
        assertThat(refusal(HEX.parseHex(hex))).hasMessageContaining(reason);
    }

    @Test
    void replacementCharacterInAText_isNoFault() {
        Trace trace = Fixtures.trace().withMetadata(Fixtures.json("{'x': '\uFFFD'}"));
        assertThat(TraceFiles.read(trace.toBytes(), "x").trace()).isEqualTo(trace);
    }

    @Test
    void truncated_json_says_where_it_began_without_words_of_the_parser() {
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> TraceFiles.read("{\"version\": 2".getBytes(UTF_8), "x"))
                .withMessageContaining("it is not valid JSON (Unexpected end-of-input")
                .withMessageContaining("[line: 1, column: 1]")
                .withMessageNotContainingAny("Source", "REDACTED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                          | not valid JSON",
                "{} {}                      | bytes follow the end",
                "[]                         | a trace is a map",
                "[1, 2]                     | a trace is a map",
                "{'version': 2, 'version': 2} | not valid JSON",
                "{'x': {'a': 1, 'a': 1}}    | not valid JSON",
                "{'x': '\\ud800'}           | not valid UTF-8",
                "{'\\udc00': 1}             | surrogate",
                "{'x': 1e999}               | is not finite",
                "{'events': {}}             | events is a map, not a list",
                "{'events': 5}              | events is an integer, not a list",
                "{'version': 2}             | events is missing",
                "{x: 1}                     | not valid JSON",
                "{'x': 1,}                  | not valid JSON",
                "{'x' 1}                    | not valid JSON",
                "{/* */}                    | not valid JSON",
            })
    void malformedJson_isRefused(String json, String reason) {
        assertThat(refusal(json.replace('\'', '"').getBytes(UTF_8))).hasMessageContaining(reason);
    }

    @Test
    void jsonInInvalidUtf8_isRefused() {
        refusal(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    }

    @Test
    void bytesAfterTheTrace_areRefused() {
        byte[] bytes = Fixtures.trace().toBytes();
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 3);
        assertThat(refusal(longer))
                .hasMessage(
                        "Trace [hostile] cannot be read at byte %d: 3 bytes follow the end of the trace. Fetch or export the file again."
                                .formatted(bytes.length));
    }

    @Test
    void filesThatAreNone_areRefused(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.sktrace"));
        Path missing = folder.resolve("missing.sktrace");
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> TraceFiles.load(empty))
                .withMessage("Trace [%s] cannot be read at byte 0: the file is empty. Fetch or export the file again."
                        .formatted(empty));
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> TraceFiles.load(missing))
                .withMessage(
                        "Trace [%s] cannot be read: there is no such file. Check the path and that the file may be read."
                                .formatted(missing))
                .satisfies(fault -> assertThat(fault.offset()).isEqualTo(-1));
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> TraceFiles.load(folder))
                .withMessageContaining("it is not a file");
    }

    @Test
    void hugeKeys_doNotFlowIntoMessages() {
        byte[] bytes = Fixtures.packed(packer -> packer.packMapHeader(2)
                .packString("k".repeat(100_000))
                .packNil()
                .packString("k".repeat(100_000))
                .packNil());
        assertThat(refusal(bytes).getMessage()).hasSizeLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mutatedTrace_isReadOrRefused(long seed) {
        Random random = new Random(seed);
        List<byte[]> originals = new ArrayList<>();
        originals.add(Fixtures.trace().toBytes());
        originals.add(TraceFiles.read(Fixtures.everything().toString().getBytes(UTF_8), "x")
                .trace()
                .toBytes());
        originals.add(Fixtures.everything().toString().getBytes(UTF_8));
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = mutated(originals.get(round % originals.size()), random);
            try {
                Trace trace = TraceFiles.read(bytes, "mutated").trace();
                // what is read can be written, and read again without another repair
                assertThat(TraceFiles.read(trace.toBytes(), "again").repairs()).isEmpty();
            } catch (TraceFormatException expected) {
                refused++;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail("Seed %d, round %d: %s".formatted(seed, round, HEX.formatHex(bytes)), e);
            }
        }
        assertThat(refused).isBetween(100, 4_990);
    }

    @Test
    void randomBytes_areReadOrRefused() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(64)];
            random.nextBytes(bytes);
            if (round % 2 == 0) {
                bytes[0] = (byte) (0x80 | random.nextInt(16));
            }
            refusal(bytes);
        }
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = without(bytes, at, 1 + random.nextInt(4));
                default -> System.arraycopy(bytes, random.nextInt(at + 1), bytes, at, Math.min(8, bytes.length - at));
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int at, int count) {
        int end = Math.min(bytes.length, at + count);
        byte[] shorter = new byte[Math.max(1, bytes.length - (end - at))];
        System.arraycopy(bytes, 0, shorter, 0, at);
        System.arraycopy(bytes, end, shorter, at, bytes.length - end);
        return shorter;
    }

    private static TraceFormatException refusal(byte[] bytes) {
        try {
            TraceFiles.read(bytes, "hostile");
        } catch (TraceFormatException e) {
            assertThat(e.getMessage())
                    .startsWith("Trace [hostile] cannot be read")
                    .endsWith(".");
            return e;
        }
        return fail("Bytes [%s] were read. Something must be wrong in them.".formatted(HEX.formatHex(bytes)));
    }
}
