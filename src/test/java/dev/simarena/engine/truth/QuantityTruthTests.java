package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.InvalidQuantityException;
import dev.simarena.trace.Quantity;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How quantities are read, stored, rounded, compared and added up. */
class QuantityTruthTests {

    private static final TruthTable TABLE = TruthTable.of("quantities");

    /** Every text also with either sign. */
    @TestFactory
    List<DynamicTest> parse() {
        return TABLE.tests("parse", single -> {
            String text = single.path("case").asText();
            BigDecimal value = new BigDecimal(single.path("value").asText());
            for (String sign : new String[] {"", "+", "-"}) {
                Quantity quantity = Quantity.parse(sign + text);
                assertThat(quantity.value()).isEqualByComparingTo(sign.equals("-") ? value.negate() : value);
                assertThat(quantity.format()).hasToString(single.path("format").asText());
            }
        });
    }

    @TestFactory
    List<DynamicTest> refused() {
        return TABLE.tests(
                "refused",
                single -> assertThatExceptionOfType(InvalidQuantityException.class)
                        .isThrownBy(() -> Quantity.parse(single.path("text").asText())));
    }

    /** What is stored is stored as it is when it comes again. */
    @TestFactory
    List<DynamicTest> stored() {
        return TABLE.tests("stored", single -> {
            assertStored(single);
            Quantity stored = Quantity.parse(single.path("stored").asText());
            assertThat(stored.stored()).hasToString(stored.toString());
            assertThat(stored).isEqualTo(Quantity.parse(single.path("case").asText()));
        });
    }

    @TestFactory
    List<DynamicTest> stored_rounded() {
        return TABLE.tests("stored rounded", QuantityTruthTests::assertStored);
    }

    @TestFactory
    List<DynamicTest> rounded_up() {
        return TABLE.tests("rounded up", single -> {
            Quantity quantity = Quantity.parse(single.path("case").asText());
            assertThat(quantity.milliValue()).isEqualTo(single.path("milli").asLong());
            assertThat(quantity.longValue()).isEqualTo(single.path("whole").asLong());
        });
    }

    @TestFactory
    List<DynamicTest> compared() {
        return TABLE.tests(
                "compared",
                single -> assertThat(Quantity.parse(single.path("a").asText())
                                .compareTo(Quantity.parse(single.path("b").asText())))
                        .isEqualTo(single.path("order").asInt()));
    }

    @TestFactory
    List<DynamicTest> added() {
        return TABLE.tests(
                "added",
                single -> assertThat(Quantity.parse(single.path("a").asText())
                                .plus(Quantity.parse(single.path("b").asText())))
                        .isEqualTo(Quantity.parse(single.path("sum").asText())));
    }

    private static void assertStored(JsonNode single) {
        assertThat(Quantity.parse(single.path("case").asText()).stored())
                .hasToString(single.path("stored").asText());
    }
}
