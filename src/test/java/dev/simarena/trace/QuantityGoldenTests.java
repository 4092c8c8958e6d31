package dev.simarena.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.simarena.SharedFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Compare with what a real API server stored or rejected for every recorded input. */
class QuantityGoldenTests {

    private static final List<String> USES = List.of("cpu", "memory", "quotaRequestsCpu", "ephemeral");

    @TestFactory
    Stream<DynamicTest> recorded_input_is_stored_or_rejected_as_by_the_api_server() throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(SharedFiles.golden().resolve("quantities.json").toFile())
                .get("cases");
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode recorded : cases) {
            boolean raw = !recorded.has("input");
            JsonNode input = raw
                    ? recorded.get("inputJson")
                    : TextNode.valueOf(recorded.get("input").textValue());
            tests.add(DynamicTest.dynamicTest((raw ? "raw " : "") + "[" + input + "]", () -> check(input, recorded)));
        }
        assertThat(tests).hasSizeGreaterThan(300);
        return tests.stream();
    }

    private static void check(JsonNode input, JsonNode recorded) {
        for (String use : USES) {
            JsonNode outcome = recorded.path(use);
            if (outcome.has("stored")) {
                assertThat(Quantity.of(input).stored())
                        .hasToString(outcome.get("stored").textValue());
            } else if (outcome.path("code").asInt() == 400) {
                assertThatExceptionOfType(InvalidQuantityException.class).isThrownBy(() -> Quantity.of(input));
            } else if (outcome.path("code").asInt() == 422) {
                String message = outcome.get("message").textValue();
                // Validation rejected it after parsing, and names the value it had stored.
                assertThat(message)
                        .contains("Invalid value: \"" + Quantity.of(input).stored() + "\"");
            }
        }
        JsonNode allocatable = recorded.path("nodeAllocatable");
        if (allocatable.has("cpu")) {
            assertThat(Quantity.of(input).stored())
                    .hasToString(allocatable.get("cpu").textValue());
        }
    }
}
