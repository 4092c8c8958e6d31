package dev.simarena.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionsTests {

    private static final List<String> POLICIES =
            List.of("noop", "heuristic", "random", "bump_cpu", "bump_mem", "scale_replicas", "reference");

    @ParameterizedTest
    @CsvSource({
        "heuristik, heuristic",
        "HEURISTIC, heuristic",
        "nop, noop",
        "nopo, noop",
        "bumpcpu, bump_cpu",
        "bump_men, bump_mem",
        "scale, scale_replicas",
        "refrence, reference"
    })
    void misspelled_name_suggests_the_nearest(String given, String nearest) {
        assertThat(Suggestions.didYouMean(given, POLICIES)).isEqualTo(" Did you mean [" + nearest + "]?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "gradient", "kubernetes"})
    void name_unlike_all_others_suggests_nothing(String given) {
        assertThat(Suggestions.didYouMean(given, POLICIES)).isEmpty();
    }

    @Test
    void endless_name_suggests_nothing() {
        assertThat(Suggestions.didYouMean("a".repeat(1_000_000), List.of("a".repeat(1_000_001))))
                .isEmpty();
    }

    @Test
    void one_letter_suggests_no_other_letter() {
        assertThat(Suggestions.didYouMean("a", List.of("b"))).isEmpty();
    }

    @Test
    void tie_goes_to_the_first_in_sorted_order() {
        assertThat(Suggestions.didYouMean("bump_xxx", List.of("bump_mxx", "bump_cxx")))
                .isEqualTo(" Did you mean [bump_cxx]?");
    }

    @Test
    void available_names_are_sorted_without_repetition() {
        assertThat(Suggestions.available(List.of("noop", "bump_cpu", "noop"))).isEqualTo("bump_cpu, noop");
        assertThat(Suggestions.available(List.of())).isEqualTo("none");
    }
}
