package dev.simarena.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simarena.episode.ConfigurationException;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTests {

    private static Settings settings(String key, String value) {
        return new Settings(asked -> Optional.ofNullable(Map.of(key, value).get(asked)));
    }

    @ParameterizedTest
    @CsvSource({"120s,PT2M", "2m,PT2M", "PT2M,PT2M", "1h,PT1H", "500ms,PT0.5S"})
    void duration_isReadInEveryForm(String text, Duration expected) {
        assertThat(settings("arena.duration", text).duration("arena.duration")).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0s", "-1s", "PT-2M", "2 m", "99999999999s"})
    void duration_otherwiseIsAnErrorThatNamesTheKey(String text) {
        assertThatThrownBy(() -> settings("arena.duration", text).duration("arena.duration"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Setting [arena.duration = %s] is not a positive duration such as 120s, 2m or PT2M."
                                .formatted(text)
                        + " Correct it, or leave it out.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-3", "1.5", "3000000000"})
    void integer_outOfRangeOrNoNumberIsAnError(String text) {
        assertThatThrownBy(() -> settings("arena.steps", text).integer("arena.steps", 1))
                .hasMessage("Setting [arena.steps = %s] is not a whole number of 1 or more.".formatted(text)
                        + " Correct it, or leave it out.");
    }

    @Test
    void seed_takesAll64Bits() {
        assertThat(settings("arena.seed", "-9223372036854775808").seed("arena.seed"))
                .hasValue(Long.MIN_VALUE);
        assertThatThrownBy(() -> settings("arena.seed", "9223372036854775808").seed("arena.seed"))
                .hasMessageStartingWith("Setting [arena.seed = 9223372036854775808] is not a 64-bit integer.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "x"})
    void number_mustBeFinite(String text) {
        assertThatThrownBy(() -> settings("arena.minReturn", text).number("arena.minReturn", Double.NEGATIVE_INFINITY))
                .hasMessageStartingWith("Setting [arena.minReturn = %s] is not a number.".formatted(text));
    }

    @Test
    void choice_isOneOfSomeNames() {
        Map<String, Integer> choices = new TreeMap<>(Map.of("instant", 1, "kind-like", 2));
        assertThat(settings("arena.latency", "Kind-Like").choice("arena.latency", choices))
                .hasValue(2);
        assertThat(settings("arena.other", "x").choice("arena.latency", choices))
                .isEmpty();
        assertThatThrownBy(() -> settings("arena.latency", "slow").choice("arena.latency", choices))
                .hasMessage("Setting [arena.latency = slow] is not one of instant, kind-like."
                        + " Correct it, or leave it out.");
    }

    @Test
    void number_belowItsBoundIsAnError() {
        assertThat(settings("arena.noise", "0.5").number("arena.noise", 0)).hasValue(0.5);
        assertThatThrownBy(() -> settings("arena.noise", "-1").number("arena.noise", 0))
                .hasMessageStartingWith("Setting [arena.noise = -1] is not a number of 0 or more.");
    }

    @Test
    void names_areSplitStrippedAndDistinct() {
        assertThat(settings("arena.policy", " noop, reference,noop").names("arena.policy"))
                .containsExactly("noop", "reference");
    }

    @ParameterizedTest
    @ValueSource(strings = {"noop,,random", ",noop", "noop,"})
    void names_withAHoleAreAnError(String text) {
        assertThatThrownBy(() -> settings("arena.policy", text).names("arena.policy"))
                .hasMessageStartingWith("Setting [arena.policy = %s] is not a list of names".formatted(text));
    }

    @Test
    void blankValue_isAnError() {
        assertThatThrownBy(() -> settings("arena.policy", "  ").names("arena.policy"))
                .hasMessage("Setting [arena.policy] is blank. Give it a value, or leave it out.");
    }

    @Test
    void keys_areAllConstants() {
        assertThat(ArenaSettings.keys())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ArenaSettings.class.getFields())
                        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                        .map(SettingsTests::value)
                        .filter(value -> value.startsWith("arena.") && !value.equals(ArenaSettings.PREFIX))
                        .toList())
                .doesNotHaveDuplicates();
    }

    private static String value(java.lang.reflect.Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
