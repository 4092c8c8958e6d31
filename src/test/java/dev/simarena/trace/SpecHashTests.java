package dev.simarena.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.simarena.SharedFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of SimKube's own tests and traces; where there are none, equal byte streams must give equal hashes. */
class SpecHashTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'containers': [], 'volumes': []}                                  | 17506812802394981455",
                "{'containers': [], 'volumes': [], 'nodeSelector': {'boo': 'far'}}  | 18161541283955474812",
                "{'replicas': 42}                                                   | 3664028200602729212",
                "{'updateStrategy': {'type': 'onDelete'}}                           | 16161139027557399432",
                "null                                                               | 13646096770106105413",
            })
    void knownValue_hasSimKubesHash(String json, String hash) {
        assertThat(Long.toUnsignedString(SpecHash.of(Fixtures.tree(json)))).isEqualTo(hash);
    }

    @Test
    void absentValue_hashesAsNull() {
        assertThat(SpecHash.of(null)).isEqualTo(SpecHash.of(Fixtures.tree("null")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'b': 1, 'a': 2}                 | ['a', 2, 'b', 1]",
                "{'a': {'c': 1, 'b': 2}}          | ['a', 'b', 2, 'c', 1]",
                "[[1, [2]], 3]                    | [1, 2, 3]",
                "{'ab': 1, 'a': 2, 'B': 3}        | ['B', 3, 'a', 2, 'ab', 1]",
                "{'\uD83D\uDE00': 1, '\uFB01': 2} | ['\uFB01', 2, '\uD83D\uDE00', 1]",
                "-1                               | 18446744073709551615",
                "-9223372036854775808             | 9223372036854775808",
                "null                             | 0",
            })
    void equalByteStreams_haveEqualHashes(String json, String sameStream) {
        assertThat(SpecHash.of(Fixtures.tree(json))).isEqualTo(SpecHash.of(Fixtures.tree(sameStream)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, -2.25, 1e300, Double.MIN_VALUE})
    void floatingPoint_hashesItsBits(double value) {
        assertThat(SpecHash.of(DoubleNode.valueOf(value)))
                .isEqualTo(SpecHash.of(LongNode.valueOf(Double.doubleToRawLongBits(value))))
                .isNotEqualTo(SpecHash.of(LongNode.valueOf((long) value)));
    }

    @Test
    void negativeZero_hashesAsZero() {
        assertThat(SpecHash.of(DoubleNode.valueOf(-0.0)))
                .isEqualTo(SpecHash.of(DoubleNode.valueOf(0.0)))
                .isEqualTo(SpecHash.of(IntNode.valueOf(0)));
    }

    @Test
    void shortFloat_hashesAsTheDoubleItIs() {
        assertThat(SpecHash.of(FloatNode.valueOf(0.1f))).isEqualTo(SpecHash.of(DoubleNode.valueOf(0.1f)));
    }

    @Test
    void booleans_differFromEachOtherAndFromNumbers() {
        assertThat(SpecHash.of(Fixtures.tree("true")))
                .isNotEqualTo(SpecHash.of(Fixtures.tree("false")))
                .isNotEqualTo(SpecHash.of(Fixtures.tree("1")));
    }

    @Test
    void order_ofAListMatters() {
        assertThat(SpecHash.of(Fixtures.tree("[1, 2]"))).isNotEqualTo(SpecHash.of(Fixtures.tree("[2, 1]")));
    }

    @ParameterizedTest
    @CsvSource({"dsb-scaling.sktrace, 27", "cronjob.sktrace, 1"})
    void realTrace_hasTheseHashesInItsIndex(String file, int objects) {
        Path traces = SharedFiles.traces();
        Trace trace = TraceFiles.load(traces.resolve("simkube").resolve(file)).trace();

        Map<ObjectKey, JsonNode> specs = new HashMap<>();
        trace.events()
                .forEach(event -> event.applied()
                        .forEach(object ->
                                specs.put(ObjectKey.of(object), object.body().path("spec"))));
        assertThat(specs)
                .hasSize(objects)
                .allSatisfy((key, spec) ->
                        assertThat(trace.indexHash(key.gvk(), key.name())).contains(SpecHash.of(spec)));
    }
}
