package dev.simarena.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTests {

    @Test
    void sum_of_binary_quantities_takes_the_unit_that_divides_it() {
        List<String> units = List.of("Ei", "Pi", "Ti", "Gi", "Mi", "Ki", "");
        SplittableRandom random = new SplittableRandom(20_261_121);
        for (int i = 0; i < 5_000; i++) {
            // From Ti down, so that no sum passes 2^63.
            int unit = 2 + random.nextInt(4);
            String left = random.nextInt(2_000) + units.get(unit);
            String right = (random.nextInt(4_000) - 2_000) + units.get(2 + random.nextInt(5));
            BigInteger sum = bytes(left, units).add(bytes(right, units));

            Quantity actual = Quantity.parse(left).plus(Quantity.parse(right));

            int expected = unit;
            if (sum.mod(factor(unit)).signum() != 0) {
                expected = 0;
                while (sum.mod(factor(expected)).signum() != 0) {
                    expected++;
                }
            }
            assertThat(actual)
                    .as("%s + %s", left, right)
                    .hasToString(sum.divide(factor(expected)) + units.get(expected));
            assertThat(actual.value()).as("%s + %s", left, right).isEqualByComparingTo(new BigDecimal(sum));
        }
    }

    @Test
    void stored_has_the_same_value_in_the_largest_unit() {
        List<String> units = List.of("m", "", "k", "M", "G", "T", "P", "Ki", "Mi", "Gi", "Ti");
        SplittableRandom random = new SplittableRandom(20_261_121);
        for (int i = 0; i < 20_000; i++) {
            String digits = Long.toString(random.nextLong(1, 1_000)) + "0".repeat(random.nextInt(5));
            String text = (random.nextInt(8) == 0 ? "-" : "") + digits + units.get(random.nextInt(units.size()));
            Quantity quantity = Quantity.parse(text);

            Quantity stored = quantity.stored();

            assertThat(stored).as(text).isEqualTo(quantity);
            assertThat(stored.stored()).as(text).hasToString(stored.toString());
            if (!stored.toString().equals(text)) {
                boolean binary = text.endsWith("i") && quantity.value().abs().longValue() >= 1024;
                BigInteger count = new BigInteger(stored.toString().replaceAll("[A-Za-z]+$", ""));
                assertThat(count.mod(BigInteger.valueOf(binary ? 1024 : 1000)))
                        .as("%s stored as %s", text, stored)
                        .isNotEqualTo(BigInteger.ZERO);
            }
        }
    }

    private static BigInteger factor(int unit) {
        return BigInteger.valueOf(1024).pow(6 - unit);
    }

    private static BigInteger bytes(String text, List<String> units) {
        int unit = 2;
        while (!text.endsWith(units.get(unit))) {
            unit++;
        }
        String count = text.substring(0, text.length() - units.get(unit).length());
        return new BigInteger(count).multiply(factor(unit));
    }

    @ParameterizedTest
    @CsvSource({
        "500m, 0.5",
        "+1, 1",
        "5., 5",
        ".5, 0.5",
        "1E, 1000000000000000000",
        "1E3, 1000",
        "1e-3, 0.001",
        "7n, 0.000000007",
        "3u, 0.000003",
        "2k, 2000",
        "1Ki, 1024",
        "1Ei, 1152921504606846976",
        "17.41550499759833Gi, 18699756102.00234647355392",
        "5.556655340828402, 5.556655340828402",
        "-100Mi, -104857600",
        "9Ei, 9223372036854775807",
        "-9Ei, -9223372036854775807",
        "0Ei, 0",
        "Gi, 0",
        "., 0"
    })
    void text_has_the_exact_value(String text, BigDecimal value) {
        assertThat(Quantity.parse(text).value()).isEqualByComparingTo(value);
        assertThat(Quantity.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1K",
                " 1",
                "1 ",
                "1\t",
                "1 Gi",
                "1.2.3",
                "1e",
                "1e+",
                "--1",
                "0x10",
                "Inf",
                "NaN",
                "1Zi",
                "1e3k",
                "\u0661",
                "Ei",
                "-Pi",
                ".Ei",
                "e-20",
                "1e99999999999",
                "1e-1001"
            })
    void text_outside_the_grammar_is_rejected_with_its_value(String text) {
        assertThatExceptionOfType(InvalidQuantityException.class)
                .isThrownBy(() -> Quantity.parse(text))
                .withMessageStartingWith("Quantity [" + text + "] ");
    }

    @Test
    void endless_text_is_rejected_without_repeating_it() {
        assertThatExceptionOfType(InvalidQuantityException.class)
                .isThrownBy(() -> Quantity.parse("9".repeat(2_000_000)))
                .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void unknown_unit_is_named_with_those_that_exist() {
        assertThatExceptionOfType(InvalidQuantityException.class)
                .isThrownBy(() -> Quantity.parse("1K"))
                .withMessage(
                        "Quantity [1K] has the unknown unit [K]. Use one of n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei or an exponent such as e3.");
    }

    @ParameterizedTest
    @CsvSource({
        "33Gi, -256Mi, 33536Mi",
        "40Gi, -256Mi, 40704Mi",
        "33Gi, -1024Mi, 32Gi",
        "1, 500m, 1500m",
        "17000m, -500m, 16500m",
        "20, -500m, 19500m",
        "15.5, 500m, 16",
        "500m, -500m, 0m",
        "5.556655340828402, 500m, 6.056655340828402",
        "8.6925, 500m, 9192500u",
        "17.41550499759833Gi, -256Mi, 17.16550499759833Gi",
        "0.3Mi, 256Mi, 256.3Mi",
        "1Ki, -1, 1023",
        "1073741824, -256Mi, 805306368",
        "1000000k, -256Mi, 731564544",
        "2G, 256Mi, 2268435456",
        "1e3, 500m, 1000500e-3",
        "1E9, 1M, 1001E6",
        "17e3, 1k, 18e3",
        "2e0, -500m, 1500e-3",
        "1e-4, -1e-10, 0.999999e-4",
        "0, 256Mi, 268435456",
        "100m, -500m, -400m",
        "9007199254740993m, 1m, 9007199254740994m"
    })
    void sum_is_exact_and_keeps_the_unit_or_the_family(String left, String right, String sum) {
        Quantity actual = Quantity.parse(left).plus(Quantity.parse(right));
        assertThat(actual).hasToString(sum);
        assertThat(actual.value())
                .isEqualByComparingTo(
                        Quantity.parse(left).value().add(Quantity.parse(right).value()));
    }

    @ParameterizedTest
    @CsvSource({
        "5.556655340828402, 5557, 6",
        "17.41550499759833Gi, 18699756102003, 18699756103",
        "1n, 1, 1",
        "-1n, -1, -1",
        "0, 0, 0",
        "1e30, 9223372036854775807, 9223372036854775807",
        "-1e30, -9223372036854775808, -9223372036854775808",
        "9007199254740993, 9007199254740993000, 9007199254740993",
        "9223372036854775807, 9223372036854775807, 9223372036854775807"
    })
    void milli_and_long_values_round_away_from_zero_and_saturate(String text, long milli, long whole) {
        assertThat(Quantity.parse(text).milliValue()).isEqualTo(milli);
        assertThat(Quantity.parse(text).longValue()).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "20000m, 20",
        "18.16348832334556Gi, 19502897082512m",
        "1000000k, 1G",
        "1.5Gi, 1536Mi",
        "8Mi, 8Mi",
        "1000E, 1e21",
        "1000000000000000000000, 1e21",
        "1e-4, 1e-3",
        "0.5Ki, 512",
        "1E3, 1E3"
    })
    void stored_spelling_is_the_servers(String text, String stored) {
        assertThat(Quantity.parse(text).stored()).hasToString(stored);
        assertThat(Quantity.parse(text).stored().stored()).hasToString(stored);
    }

    @ParameterizedTest
    @CsvSource({"1000m, 1", "1Gi, 1024Mi", "1e3, 1k", "-0, 0", "0.0005, 500u", "1.50, 1500m"})
    void equal_values_are_equal_and_hash_alike_whatever_their_spelling(String one, String other) {
        assertThat(Quantity.parse(one)).isEqualTo(Quantity.parse(other)).hasSameHashCodeAs(Quantity.parse(other));
        assertThat(Quantity.parse(one)).isEqualByComparingTo(Quantity.parse(other));
    }

    @Test
    void order_is_by_value() {
        assertThat(Quantity.parse("999m")).isLessThan(Quantity.parse("1"));
        assertThat(Quantity.parse("1Gi")).isGreaterThan(Quantity.parse("1G"));
        assertThat(Quantity.parse("1")).isNotEqualTo(Quantity.parse("2")).isNotEqualTo("1");
        assertThat(Quantity.parse("-1m").signum()).isEqualTo(-1);
        assertThat(Quantity.parse("0Gi").signum()).isZero();
        assertThat(Quantity.parse("99Ei").signum()).isOne();
    }

    @Test
    void json_numbers_strings_and_null_are_read_as_the_server_does() {
        assertThat(Quantity.of(IntNode.valueOf(2))).hasToString("2");
        assertThat(Quantity.of(DoubleNode.valueOf(2.5)).stored()).hasToString("2500m");
        assertThat(Quantity.of(DoubleNode.valueOf(10_000_000.0)).stored()).hasToString("10M");
        assertThat(Quantity.of(DoubleNode.valueOf(1e19)).stored()).hasToString("10e18");
        assertThat(Quantity.of(DoubleNode.valueOf(1.5e-6)).stored()).hasToString("1e-3");
        assertThat(Quantity.of(TextNode.valueOf(" 1Gi "))).hasToString("1Gi");
        assertThat(Quantity.of(NullNode.getInstance()).signum()).isZero();
    }

    @Test
    void json_of_another_type_is_rejected_with_its_type() {
        assertThatExceptionOfType(InvalidQuantityException.class)
                .isThrownBy(() -> Quantity.of(BooleanNode.TRUE))
                .withMessage(
                        "Quantity [true] is of type boolean. Write it as a string such as \"500m\" or as a number.");
        assertThatExceptionOfType(InvalidQuantityException.class)
                .isThrownBy(() -> Quantity.of(DoubleNode.valueOf(Double.NaN)));
    }
}
