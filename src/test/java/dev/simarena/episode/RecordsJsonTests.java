package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordsJsonTests {

    @Test
    void doubles_areSpelledShortestOnEveryJdk() {
        // JDK 17 spells this one 1.9999999999999998E23.
        assertThat(line(Double.parseDouble("2e23"))).isEqualTo("{\"x\":2.0E23}\n");
        assertThat(line(-0.1 * 3)).isEqualTo("{\"x\":-0.30000000000000004}\n");
        assertThat(line(4.25)).isEqualTo("{\"x\":4.25}\n");
    }

    @Test
    void fieldsOneByOne_areWrittenAsATreeOfThemIs() {
        String text = "café – 😀 \"\\\n";

        assertThat(RecordsJson.line(json -> {
                    json.writeStringField("text", text);
                    json.writeNumberField("x", 0.1 * 3);
                }))
                .isEqualTo(
                        RecordsJson.line(RecordsJson.object().put("text", text).put("x", 0.1 * 3)));
    }

    @ParameterizedTest
    @CsvSource({"-2.0, -2", "0.1, 0.1", "-0.0, 0", "1e7, 10000000", "-0.30000000000000004, -0.3"})
    void numbersForPeople_haveNoNoise(double number, String text) {
        assertThat(Numbers.text(number)).isEqualTo(text);
    }

    @Test
    void roundedFigures_haveNoNoise() {
        assertThat(line(RecordsJson.rounded(-0.1 * 3))).isEqualTo("{\"x\":-0.3}\n");
        assertThat(line(RecordsJson.rounded(2.0 / 3))).isEqualTo("{\"x\":0.666666667}\n");
        assertThat(RecordsJson.rounded(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(RecordsJson.rounded((Double) null)).isNull();
    }

    private static String line(double x) {
        return new String(RecordsJson.line(RecordsJson.object().put("x", x)), StandardCharsets.UTF_8);
    }
}
