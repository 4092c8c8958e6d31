package dev.simarena.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compare the checks by hand with the regular expressions of {@code apimachinery/pkg/util/validation}. */
class NameRulesTests {

    private static final String ALPHABET = "aazZ09-_./é ";
    private static final int TEXTS = 200_000;

    static Stream<Arguments> forms() {
        return Stream.of(
                form("[a-z0-9]([-a-z0-9]*[a-z0-9])?", NameRules::label),
                form("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*", NameRules::subdomain),
                form("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?", NameRules::value),
                form(
                        "([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
                                + "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]",
                        NameRules::key));
    }

    private static Arguments form(String expression, Function<String, List<String>> check) {
        return Arguments.of(Pattern.compile(expression), check);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void short_texts_pass_where_the_expression_matches(Pattern expression, Function<String, List<String>> check) {
        SplittableRandom random = new SplittableRandom(7);
        int passed = 0;
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(8);
            for (int j = 0; j < length; j++) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            boolean matches = expression.matcher(text).matches();
            passed += matches ? 1 : 0;
            assertThat(check.apply(text.toString()).isEmpty())
                    .as("%s as %s", text, expression)
                    .isEqualTo(matches);
        }
        assertThat(passed).isBetween(TEXTS / 100, TEXTS - TEXTS / 100);
    }

    /** {@code LabelValueMaxLength}, {@code labelKeyMaxLength} and {@code DNS1123SubdomainMaxLength}. */
    @Test
    void long_texts_pass_up_to_the_longest() {
        String longest = "a".repeat(63);
        String longestPrefix = "a".repeat(253);

        assertThat(NameRules.value(longest)).isEmpty();
        assertThat(NameRules.value(longest + "a")).hasSize(1);
        assertThat(NameRules.key(longest)).isEmpty();
        assertThat(NameRules.key(longest + "a")).hasSize(1);
        assertThat(NameRules.key(longestPrefix + "/" + longest)).isEmpty();
        assertThat(NameRules.key(longestPrefix + "a/" + longest)).hasSize(1);
        assertThat(NameRules.key(longestPrefix + "/" + longest + "a")).hasSize(1);
        assertThat(NameRules.key(longestPrefix + "a/" + longest + "a")).hasSize(2);
    }
}
