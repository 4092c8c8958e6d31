package dev.simarena.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeltaDebuggingTests {

    /** The example of the paper: of eight changes the first, the seventh and the eighth together make it fail. */
    @Test
    void exampleOfThePaper_isFound() {
        List<List<Integer>> tried = new ArrayList<>();
        List<Integer> minimal = DeltaDebugging.minimal(numbers(8), tried(tried, Set.of(1, 7, 8)), false);

        assertThat(minimal).containsExactly(1, 7, 8);
        assertThat(tried)
                .startsWith(List.of(1, 2, 3, 4), List.of(5, 6, 7, 8), List.of(1, 2))
                .doesNotHaveDuplicates();
    }

    @Test
    void result_isMinimal_forAnySetThatIsNeeded() {
        Random random = new Random(3);
        for (int trial = 0; trial < 300; trial++) {
            int size = 1 + random.nextInt(40);
            Set<Integer> needed = numbers(size).stream()
                    .filter(__ -> random.nextInt(5) == 0)
                    .collect(java.util.stream.Collectors.toSet());
            List<Integer> minimal = DeltaDebugging.minimal(numbers(size), left -> left.containsAll(needed), true);
            assertThat(minimal)
                    .containsExactlyElementsOf(needed.stream().sorted().toList());
        }
    }

    /** Without monotony, too, no single element can go from the result. */
    @Test
    void result_isOneMinimal_wherePartsDisagree() {
        // an even number of elements, 5 among them
        List<Integer> minimal =
                DeltaDebugging.minimal(numbers(10), left -> left.contains(5) && left.size() % 2 == 0, false);

        for (Integer gone : minimal) {
            List<Integer> less =
                    minimal.stream().filter(one -> !one.equals(gone)).toList();
            assertThat(less.contains(5) && less.size() % 2 == 0).isFalse();
        }
        assertThat(minimal).contains(5);
    }

    @Test
    void search_thatIsEnded_returnsTheBestSoFar() {
        int[] tries = {0};
        List<Integer> best = DeltaDebugging.minimal(
                numbers(64),
                left -> {
                    if (++tries[0] > 2) {
                        throw new DeltaDebugging.Exhausted();
                    }
                    return left.contains(3);
                },
                false);

        assertThat(best).containsExactlyElementsOf(numbers(16));
    }

    @Test
    void nothing_isTriedOnlyWhereAsked() {
        assertThat(DeltaDebugging.minimal(numbers(1), left -> true, false)).containsExactly(1);
        assertThat(DeltaDebugging.minimal(numbers(9), left -> true, true)).isEmpty();
        assertThat(DeltaDebugging.minimal(List.of(), left -> true, true)).isEmpty();
    }

    private static java.util.function.Predicate<List<Integer>> tried(List<List<Integer>> tried, Set<Integer> needed) {
        return left -> {
            tried.add(List.copyOf(left));
            return left.containsAll(needed);
        };
    }

    private static List<Integer> numbers(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }
}
