package dev.simarena.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.EditResult;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.LoadedTrace;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.ResourceName;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEdits;
import dev.simarena.trace.TraceFiles;
import dev.simarena.trace.TraceFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Run the snippets of docs/TRACES.md and compare its messages with real ones. */
class TracesPageTests {

    private static final Path SLIGHT = Path.of("scenarios/cpu/cpu-slight.msgpack");

    @TempDir
    Path folder;

    @Test
    void trace_is_read_edited_and_written() throws IOException {
        Path file = folder.resolve("less.msgpack");
        // tag::edit[]
        LoadedTrace loaded = TraceFiles.load(Path.of("scenarios/cpu/cpu-slight.msgpack"));
        assertThat(loaded.repairs()).isEmpty();

        EditResult edited = TraceEdits.addRequest(
                loaded.trace(), DeploymentRef.parse("default/web"), ResourceName.CPU, Quantity.parse("-500m"));
        assertThat(edited.changed()).isTrue();

        TraceFiles.write(edited.trace(), file);
        assertThat(TraceFiles.toJson(edited.trace())).contains("\"cpu\": \"16500m\"");
        // end::edit[]
        Trace before = loaded.trace();
        Trace after = TraceFiles.load(file).trace();
        assertThat(after.indexHash(Gvk.DEPLOYMENT, "default/web"))
                .isPresent()
                .isNotEqualTo(before.indexHash(Gvk.DEPLOYMENT, "default/web"));
        assertThat(before.toBytes()).isEqualTo(Files.readAllBytes(SLIGHT));
        assertThat(edited.trace().declaration()).isEqualTo(before.declaration());
    }

    @Test
    void edit_that_fails_returns_the_same_trace_and_the_reason_of_the_page() throws IOException {
        Trace trace = TraceFiles.load(SLIGHT).trace();
        EditResult result = TraceEdits.addReplicas(trace, DeploymentRef.parse("default/wep"), 1);
        assertThat(result.trace()).isSameAs(trace);
        assertThat(page()).contains("`" + result.reason() + "`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{\"version\": 3}",
                "{\"version\": 2, \"events\": [{\"ts\": \"x\"}]}",
                "{\"version\": 2, \"version\": 2}"
            })
    void refused_text_is_on_the_page_with_its_message(String text) throws IOException {
        String page = page();
        assertThat(page).contains("`" + text + "`");
        assertRefusalIsOn(page, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refused_bytes_are_on_the_page_with_their_messages() throws IOException {
        String page = page();
        assertRefusalIsOn(page, new byte[0]);
        assertRefusalIsOn(page, new byte[] {(byte) 0x94, 1});
        assertRefusalIsOn(page, Arrays.copyOf(Files.readAllBytes(SLIGHT), 300));
    }

    @Test
    void repairs_of_the_page_are_made_and_told() throws IOException {
        String text = "{\"version\": 1, \"events\": [{\"ts\": 7, \"applied_objs\": []}, {\"ts\": 3}]}";
        LoadedTrace loaded = TraceFiles.read(text.getBytes(StandardCharsets.UTF_8), "old.json");
        String page = page();
        assertThat(loaded.repairs())
                .isNotEmpty()
                .filteredOn(repair -> !repair.contains("applied_objs") && !repair.contains("events[0]"))
                .allSatisfy(repair -> assertThat(page).contains("`" + repair + "`"));
        assertThat(TraceFiles.read(loaded.trace().toBytes(), "new.msgpack").repairs())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20000m, 20", "0.1, 100m", "1.5Gi, 1536Mi", "0.0001, 1m", "1e3, 1e3"})
    void quantity_is_stored_as_the_page_says(String written, String stored) throws IOException {
        assertThat(Quantity.parse(written).stored()).hasToString(stored);
        assertThat(page()).contains("| `" + written + "` | `" + stored + "` |");
    }

    @ParameterizedTest
    @CsvSource({"33Gi, -256Mi, 33536Mi", "1, 500m, 1500m", "17.4155Gi, -256Mi, 17.1655Gi"})
    void sum_is_spelled_as_the_page_says(String one, String other, String sum) throws IOException {
        assertThat(Quantity.parse(one).plus(Quantity.parse(other))).hasToString(sum);
        assertThat(page()).contains("`" + sum + "`");
    }

    private static void assertRefusalIsOn(String page, byte[] bytes) {
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> TraceFiles.read(bytes, "web.msgpack"))
                .satisfies(refusal -> assertThat(page)
                        .contains(String.valueOf(refusal.getMessage())
                                .replace("Trace [web.msgpack] cannot be read ", "")));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/TRACES.md"));
    }
}
