package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StateVectorTests {

    @Test
    void baseSpace_dividesBy4000And4096And5And5And8() {
        Observation observation = Observations.requests(1, 3, 4, 17000, 33 * 1024);

        assertThat(StateVector.of(observation, 5, StateSpace.BASE)).containsExactly(4.25, 8.25, 0.6, 0.2, 0.5);
    }

    @Test
    void scaleSpace_dividesPodsBy15() {
        Observation observation = Observations.requests(1, 3, 6, 1000, 1024);

        assertThat(StateVector.of(observation, 9, StateSpace.SCALE)).containsExactly(0.25, 0.25, 0.2, 0.2, 0.4);
    }

    @Test
    void manyReplicas_countAsOneAndTooManyPodsAsNegative() {
        Observation observation = Observations.requests(20, 0, 20, 0, 0);

        assertThat(StateVector.of(observation, 10, StateSpace.BASE)).containsExactly(0.0, 0.0, 0.0, -2.0, 1.0);
    }
}
