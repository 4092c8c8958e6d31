package dev.simarena.gate;

import static dev.simarena.gate.Entries.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.gate.Verdict.Outcome;
import org.junit.jupiter.api.Test;

class SolveRateGateTests {

    private static final SolveRateGate GATE = new SolveRateGate(0.8, 0.95);

    @Test
    void enoughSolved_passes() {
        Verdict verdict = GATE.judge(entries().solved(14).batch());

        assertThat(verdict.lines())
                .containsExactly(
                        "Gate [solve rate at least 0.8 (95 %)] is PASS: the lower limit 0.807 reaches 0.8",
                        "  episodes:  planned 14, played 14, scored 14, aborted 0",
                        "  solved:    14 of 14 planned (1.000); at least 0.807 and at most 1.000 of such traces, each with 95 % confidence");
        assertThat(verdict.needed()).hasValue(0);
    }

    @Test
    void oneTooFew_isInconclusiveAndSaysHowManyMore() {
        Verdict verdict = GATE.judge(entries().solved(13).batch());

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reason()).isEqualTo("it needs at least 1 more episode, all solved");
        assertThat(verdict.needed()).hasValue(1);
        assertThat(GATE.judge(entries().solved(3).batch()).reason())
                .isEqualTo("it needs at least 11 more episodes, all solved");
    }

    @Test
    void tooManyUnsolved_failsAndNamesThem() {
        Verdict verdict = GATE.judge(entries().solved(1).unsolved(7).batch());

        assertThat(verdict.lines())
                .startsWith("Gate [solve rate at least 0.8 (95 %)] is FAIL: even the upper limit 0.470 misses 0.8")
                .endsWith("  unsolved:  t02.msgpack, t03.msgpack, t04.msgpack, t05.msgpack, t06.msgpack and 2 more");
    }

    @Test
    void rateBetween_isInconclusive_neitherPassNorFail() {
        // 80 % of 10 solved says little: 2 of 3 was once enough elsewhere
        assertThat(GATE.judge(entries().solved(8).unsolved(2).batch()).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(GATE.judge(entries().solved(2).unsolved(1).batch()).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void abortedEpisodes_stayInTheDenominator() {
        // 21 of 22 reaches 0.8, 20 of 21 does not: leaving the aborted one out must not decide
        Verdict held = GATE.judge(entries().solved(21).aborted(1).batch());
        assertThat(held.outcome()).isEqualTo(Outcome.PASS);
        assertThat(held.lines()).contains("  episodes:  planned 22, played 22, scored 21, aborted 1");

        Verdict open = GATE.judge(entries().solved(14).aborted(1).batch());
        assertThat(open.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(GATE.judge(entries().solved(14).batch()).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void moreThanATenthAborted_isInconclusive_howeverManyAreSolved() {
        Verdict verdict = GATE.judge(entries().solved(50).aborted(6).batch());

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reason())
                .isEqualTo(
                        "6 of 56 planned episodes are aborted, more than a tenth; mend the environment, then play again");
        assertThat(verdict.lines())
                .last()
                .isEqualTo("  no score:  t51.msgpack (aborted), t52.msgpack (aborted), t53.msgpack (aborted),"
                        + " t54.msgpack (aborted), t55.msgpack (aborted) and 1 more");
        assertThat(GATE.judge(entries().solved(54).aborted(6).batch()).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void missingEpisodes_countAsPlanned() {
        Verdict verdict = GATE.judge(entries().solved(14).missing(2).batch());

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reason())
                .isEqualTo("2 of 16 planned episodes are missing, more than a tenth;"
                        + " mend their traces or their tests, then play again");
        assertThat(verdict.lines()).contains("  episodes:  planned 16, played 14, scored 14, aborted 0, missing 2");
    }

    @Test
    void nothingPlanned_isInconclusive() {
        assertThat(GATE.judge(entries().batch()).reason()).isEqualTo("no episode was planned");
    }

    @Test
    void repetitions_areNoMoreThanTheirTrace() {
        Entries five = entries();
        for (int i = 0; i < 5; i++) {
            five.repeated("ssssss");
        }
        // 30 episodes solved, but only 5 traces
        Verdict verdict = GATE.judge(five.batch());
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.needed()).hasValue(9 * 6);
    }

    @Test
    void worseRepetition_neverRaisesTheLimit() {
        Entries all = entries().solved(19).repeated("sss");
        Entries less = entries().solved(19).repeated("ssu");
        SolveRateGate gate = new SolveRateGate(0.86, 0.95);
        assertThat(gate.judge(all.batch()).outcome()).isEqualTo(Outcome.PASS);
        assertThat(gate.judge(less.batch()).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void decided_onlyWhenNoEndingCouldChangeTheVerdict() {
        Entries hopeless = entries();
        Entries open = entries();
        for (int i = 0; i < 20; i++) {
            hopeless.repeated("u-");
            open.repeated("s-");
        }
        // half of each trace is lost already: at most 0.5
        assertThat(GATE.decided(hopeless.batch(), 1)).isTrue();
        assertThat(GATE.decided(open.batch(), 1)).isFalse();
        assertThat(new SolveRateGate(0.2, 0.95).decided(open.batch(), 1)).isTrue();
    }

    @Test
    void impossibleDemands_areRefused() {
        assertThatThrownBy(() -> new SolveRateGate(1, 0.95))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Attribute [atLeast = 1.0] is not between 0 and 1, both excluded. No number of episodes proves a rate of 1.");
        assertThatThrownBy(() -> new SolveRateGate(0.8, Double.NaN)).isInstanceOf(ConfigurationException.class);
    }
}
