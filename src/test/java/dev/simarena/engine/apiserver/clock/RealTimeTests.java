package dev.simarena.engine.apiserver.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.ApiServer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealTimeTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private final ApiServer api = new ApiServer(new World(WorldOptions.of(0, Instant.EPOCH)));

    @Test
    void time_stands_still_until_it_is_told_to_follow_the_wall() throws Exception {
        assertThat(now()).isEqualTo(Instant.EPOCH);
        try (RealTime time = RealTime.follow(api, 1_000_000)) {
            CountDownLatch never = new CountDownLatch(1);
            while (now().isBefore(Instant.EPOCH.plus(HOUR))) {
                assertThat(never.await(1, TimeUnit.MILLISECONDS)).isFalse();
            }
            assertThat(time).isNotNull();
        }
        Instant end = now();
        assertThat(new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(now()).isEqualTo(end);
    }

    @Test
    void what_a_test_moves_itself_comes_on_top() {
        try (RealTime time = RealTime.follow(api, 0.001)) {
            api.exclusively(() -> {
                api.world().advance(HOUR);
                return null;
            });
            assertThat(now()).isBetween(Instant.EPOCH.plus(HOUR), Instant.EPOCH.plus(HOUR.plusSeconds(60)));
            assertThat(time).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_factor_that_moves_no_time_is_refused(double factor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RealTime.follow(api, factor))
                .withMessage(
                        "Factor [%s] of the wall clock moves no time. Give a number above 0, 1 for real time.", factor);
    }

    private Instant now() {
        return api.exclusively(() -> api.world().now());
    }
}
