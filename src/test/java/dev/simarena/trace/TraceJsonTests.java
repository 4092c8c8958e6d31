package dev.simarena.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.SharedFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON view of a trace says the same as its MessagePack. */
class TraceJsonTests {

    @Test
    void view_isIndentedAndInTheOrderOfTheTrace() {
        Trace trace = TraceFiles.read(
                        Fixtures.packed(packer -> {
                            packer.packMapHeader(6);
                            packer.packString("config").packMapHeader(1).packString("trackedObjects");
                            packer.packMapHeader(0);
                            packer.packString("version").packInt(2);
                            packer.packString("events").packArrayHeader(1);
                            packer.packMapHeader(4);
                            packer.packString("note").packDouble(1.5);
                            packer.packString("ts").packInt(9);
                            packer.packString("deleted_objs").packArrayHeader(0);
                            packer.packString("applied_objs").packArrayHeader(0);
                            packer.packString("index").packMapHeader(1).packString("v1.Pod");
                            packer.packMapHeader(1)
                                    .packString("a/b")
                                    .packBigInteger(new BigInteger("18446744073709551615"));
                            packer.packString("pod_lifecycles").packMapHeader(1);
                            packer.packArrayHeader(2).packString("v1.Pod").packString("a/b");
                            packer.packMapHeader(1).packInt(7);
                            packer.packArrayHeader(1).packMapHeader(1).packString("Finished");
                            packer.packArrayHeader(2).packInt(1).packInt(2);
                            packer.packString("metadata").packNil();
                        }),
                        "view")
                .trace();

        assertThat(TraceFiles.toJson(trace)).isEqualTo("""
                        {
                          "config": {
                            "trackedObjects": {}
                          },
                          "version": 2,
                          "events": [
                            {
                              "note": 1.5,
                              "ts": 9,
                              "deleted_objs": [],
                              "applied_objs": []
                            }
                          ],
                          "index": {
                            "v1.Pod": {
                              "a/b": 18446744073709551615
                            }
                          },
                          "pod_lifecycles": {
                            "v1.Pod a/b": {
                              "7": [
                                {
                                  "Finished": [
                                    1,
                                    2
                                  ]
                                }
                              ]
                            }
                          },
                          "metadata": null
                        }
                        """);
    }

    @Test
    void viewOfEverything_survivesBothWays() {
        Trace trace = TraceFiles.read(Fixtures.everything().toString().getBytes(UTF_8), "x")
                .trace();
        Trace throughBytes = TraceFiles.read(trace.toBytes(), "x").trace();
        Trace throughJson = TraceFiles.read(TraceFiles.toJson(throughBytes).getBytes(UTF_8), "x")
                .trace();

        assertThat(throughBytes).isEqualTo(trace);
        assertThat(throughJson).isEqualTo(trace);
        assertThat(throughJson.sha256()).isEqualTo(trace.sha256());
    }

    @Test
    void view_differsOnlyWhereTheTracesDo() {
        Trace trace = Trace.of(List.of(Fixtures.applying(10, Fixtures.deployment("web", 3))));
        Trace edited = trace.withEvents(List.of(Fixtures.applying(10, Fixtures.deployment("web", 4))));

        List<String> before = TraceFiles.toJson(trace).lines().toList();
        List<String> after = TraceFiles.toJson(edited).lines().toList();
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.stream().filter(line -> !before.contains(line)))
                .hasSize(2)
                .anyMatch(line -> line.strip().equals("\"replicas\": 4,"))
                .anyMatch(line -> line.strip().startsWith("\"shop/web\": "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\r ", "\uFEFF"})
    void jsonIsToldByItsContent(String before, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("named.sktrace");
        Files.writeString(file, before + TraceFiles.toJson(Fixtures.trace()));

        assertThat(TraceFiles.load(file)).isEqualTo(new LoadedTrace("named.sktrace", Fixtures.trace(), List.of()));
    }

    @Test
    void messagePackIsToldByItsContent(@TempDir Path folder) {
        Path file = folder.resolve("named.json");
        TraceFiles.write(Fixtures.trace(), file);

        assertThat(TraceFiles.load(file).trace()).isEqualTo(Fixtures.trace());
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace.json", "large_trace.json", "validation_trace.json"})
    void realJson_isReadAndWrittenAsMessagePack(String name) throws IOException {
        Path file = SharedFiles.traces().resolve("simkube").resolve(name);
        LoadedTrace loaded = TraceFiles.load(file);

        assertThat(loaded.repairs()).isEmpty();
        assertThat(new ObjectMapper().readTree(TraceFiles.toJson(loaded.trace())))
                .isEqualTo(new ObjectMapper().readTree(file.toFile()));
        Trace again = TraceFiles.read(loaded.trace().toBytes(), name).trace();
        assertThat(again).isEqualTo(loaded.trace());
    }
}
