package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObservationNoiseTests {

    @Test
    void noNoise_leavesTheObservation() {
        Observation observation = Observations.pods(2, 1, 3);

        assertThat(new ObservationNoise(0, 1).blur(observation)).isSameAs(observation);
    }

    @Test
    void noise_followsFromTheSeed() {
        ObservationNoise noise = new ObservationNoise(1, EpisodeSeed.stream(42, "noise"));
        Observation observation = Observations.pods(2, 1, 3);

        // Gaussians by a separate Python implementation: 0.507, 1.988, 0.361; -0.074, -1.689, 0.296.
        assertThat(noise.blur(observation)).isEqualTo(observation.withCounts(3, 3, 6));
        assertThat(noise.blur(observation)).isEqualTo(observation.withCounts(2, 0, 3));
    }

    @Test
    void muchNoise_keepsCountsPossible() {
        ObservationNoise noise = new ObservationNoise(10, 7);
        Observation observation = Observations.pods(2, 1, 3);

        for (int i = 0; i < 1000; i++) {
            Observation seen = noise.blur(observation);
            assertThat(seen.ready()).isNotNegative();
            assertThat(seen.pending()).isNotNegative();
            assertThat(seen.total()).isGreaterThanOrEqualTo(seen.ready() + seen.pending());
        }
    }
}
