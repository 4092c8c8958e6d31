package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WallSpanTests {

    @Test
    void spansOneAfterTheOther_addUp() {
        assertThat(WallSpan.covered(List.of(new WallSpan(-10, 0), new WallSpan(5, 9))))
                .isEqualTo(Duration.ofNanos(14));
    }

    @Test
    void spansAtOnce_countOnce_inAnyOrder() {
        assertThat(WallSpan.covered(List.of(new WallSpan(4, 12), new WallSpan(0, 10), new WallSpan(1, 2))))
                .isEqualTo(Duration.ofNanos(12));
    }

    @Test
    void noSpans_coverNothing() {
        assertThat(WallSpan.covered(List.of())).isZero();
    }
}
