package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected values were computed by a separate Python implementation. */
class EpisodeRandomTests {

    @Test
    void bits_areThoseOfSplitMix64() {
        EpisodeRandom random = new EpisodeRandom(1234567);

        // The published test vector of SplitMix64.
        assertThat(new String[] {
                    Long.toUnsignedString(random.nextLong()),
                    Long.toUnsignedString(random.nextLong()),
                    Long.toUnsignedString(random.nextLong())
                })
                .containsExactly("6457827717110365317", "3203168211198807973", "9817491932198370423");
    }

    @Test
    void boundedIntegers_areFixed() {
        EpisodeRandom random = new EpisodeRandom(42);

        assertThat(IntStream.range(0, 12).map(i -> random.nextInt(7)))
                .containsExactly(5, 3, 6, 5, 4, 3, 1, 6, 3, 5, 1, 6);
    }

    @Test
    void boundedIntegers_areUniform() {
        EpisodeRandom random = new EpisodeRandom(1);
        int[] counts = new int[7];

        IntStream.range(0, 70_000).forEach(i -> counts[random.nextInt(7)]++);

        // Five standard deviations of a binomial count with p = 1/7.
        assertThat(IntStream.of(counts).boxed())
                .allSatisfy(count -> assertThat(count).isCloseTo(10_000, within(463)));
    }

    @Test
    void boundThatIsNotPositive_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EpisodeRandom(1).nextInt(0))
                .withMessage("Bound [0] is not positive. Give 1 or more.");
    }

    @Test
    void doubles_areFixed() {
        EpisodeRandom random = new EpisodeRandom(42);

        assertThat(DoubleStream.generate(random::nextDouble).limit(3))
                .containsExactly(0.7415648787718233, 0.1599103928769201, 0.27860113025513866);
    }

    @Test
    void gaussians_areFixed() {
        EpisodeRandom random = new EpisodeRandom(42);

        assertThat(DoubleStream.generate(random::nextGaussian).limit(4).boxed())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-14 ? 0 : Double.compare(a, b))
                .containsExactly(0.49295065581737485, -0.6940056672160174, -1.2810773478777024, -0.901557193497174);
    }

    @Test
    void gaussians_haveMeanZeroAndVarianceOne() {
        EpisodeRandom random = new EpisodeRandom(3);
        double[] drawn =
                DoubleStream.generate(random::nextGaussian).limit(100_000).toArray();

        double mean = DoubleStream.of(drawn).average().orElseThrow();
        double variance = DoubleStream.of(drawn).map(x -> x * x).average().orElseThrow();

        assertThat(mean).isCloseTo(0, within(0.016));
        assertThat(variance).isCloseTo(1, within(0.023));
    }
}
