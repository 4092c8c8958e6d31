package dev.simarena.gate;

import static dev.simarena.gate.Entries.entries;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simarena.episode.Action;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.gate.Verdict.Outcome;
import dev.simarena.trace.DeploymentTrace;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdempotencyGateTests {

    private static final IdempotencyGate GATE = new IdempotencyGate(3, false);

    @Test
    void sameEpisodeAgain_hasTheSameHash() {
        Runs runs = Runs.of(List.of(play(Action.REDUCE_CPU_SMALL), play(Action.REDUCE_CPU_SMALL)));

        assertThat(runs.hashes()).hasSize(2).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(runs.hashes().get(0)).isEqualTo(runs.hashes().get(1));
        assertThat(runs.divergence()).isNull();
    }

    @Test
    void otherAction_divergesAtItsStep_sideBySide() {
        Episode first = play(Action.REDUCE_CPU_SMALL, Action.REDUCE_CPU_SMALL);
        Divergence divergence = divergence(first, first, play(Action.REDUCE_CPU_SMALL, Action.NOOP));

        assertThat(divergence.run()).isEqualTo(3);
        assertThat(divergence.step()).isEqualTo(2);
        assertThat(divergence.tolerable()).isFalse();
        assertThat(divergence.fields())
                .contains(
                        new Divergence.Field("action", "reduce_cpu_small", "noop"),
                        new Divergence.Field("observation.cpu", "16", "16500m"),
                        new Divergence.Field("observation.ready", "3", "0"));
        assertThat(divergence.table().get(0)).matches("field +run 1 +run 3");
        assertThat(divergence.table())
                .contains("and %d more fields".formatted(divergence.fields().size() - 5));
    }

    @Test
    void runThatEndsEarlier_divergesWhereItEnds() {
        Divergence divergence = divergence(
                play(Action.NOOP, Action.REDUCE_CPU_SMALL, Action.REDUCE_CPU_SMALL),
                play(Action.NOOP, Action.NOOP, Action.NOOP, Action.NOOP));

        assertThat(divergence.step()).isEqualTo(2);
    }

    @Test
    void sameRecordsEverywhere_pass() {
        Verdict verdict = GATE.judge(entries().add(compared("a", "x", "x", "x")).batch());

        assertThat(verdict.lines())
                .containsExactly(
                        "Gate [same records in 3 runs] is PASS: 1 episode, each the same in 3 runs",
                        "  episodes:  planned 1, played 1, scored 1, aborted 0",
                        "  compared:  equal 1, equal within 1.0E-5 only 0, different 0");
    }

    @Test
    void differentRecords_failWithTheStory() {
        Divergence divergence =
                new Divergence(2, 4, false, List.of(new Divergence.Field("observation.ready", "3", "0")));
        Verdict verdict =
                GATE.judge(entries().add(diverging("a.msgpack", divergence)).batch());

        assertThat(verdict.lines())
                .containsExactly(
                        "Gate [same records in 3 runs] is FAIL: 1 episode differs between runs",
                        "  episodes:  planned 1, played 1, scored 1, aborted 0",
                        "  compared:  equal 0, equal within 1.0E-5 only 0, different 1",
                        "  a.msgpack: run 2 differs from run 1 at step 4, by more than 1.0E-5",
                        "    field              run 1  run 2",
                        "    observation.ready  3      0");
    }

    @Test
    void nearlyEqualRecords_failExactly_andPassWithTolerance() {
        Divergence divergence =
                new Divergence(2, 1, true, List.of(new Divergence.Field("reward", "0.1", "0.10000001")));
        Batch batch = entries().add(diverging("a.msgpack", divergence)).batch();

        assertThat(GATE.judge(batch).lines())
                .contains("  a.msgpack: run 2 differs from run 1 at step 1, though all is equal within 1.0E-5")
                .contains("  compared:  equal 0, equal within 1.0E-5 only 1, different 0");
        assertThat(GATE.judge(batch).outcome()).isEqualTo(Outcome.FAIL);
        Verdict tolerant = new IdempotencyGate(3, true).judge(batch);
        assertThat(tolerant.gate()).isEqualTo("same records in 3 runs, within tolerance");
        assertThat(tolerant.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void whatARealClusterDrawsAnew_isTolerable_andNothingElse() {
        String first =
                "{\"time\": \"a\", \"observation\": {\"ready\": 2, \"nodes\": [{\"node\": \"node-0\", \"pods\": 2}, {\"node\": "
                        + "\"node-1\", \"pods\": 1}], \"events\": [\"Pod/web-a bound\", \"Pod/web-b bound\"]}}";
        String other =
                "{\"time\": \"b\", \"observation\": {\"ready\": 2, \"nodes\": [{\"node\": \"node-0\", \"pods\": 1}, {\"node\": "
                        + "\"node-1\", \"pods\": 2}], \"events\": [\"Pod/web-c bound\"]}}";

        assertThat(Divergence.tolerable(first, other)).isTrue();
        assertThat(Divergence.tolerable(first, other.replace("\"ready\": 2", "\"ready\": 1")))
                .isFalse();
        assertThat(Divergence.tolerable(first, other.replace("\"pods\": 2", "\"pods\": 3")))
                .isFalse();
    }

    @Test
    void somethingLeftBehind_fails() {
        BatchEntry left = new BatchEntry(
                "a.msgpack",
                0,
                Fate.SOLVED,
                2,
                7,
                1.0,
                null,
                List.of("x", "x", "x"),
                null,
                List.of("Pod/virtual-default/web"));

        assertThat(GATE.judge(entries().add(left).batch()).lines())
                .startsWith("Gate [same records in 3 runs] is FAIL: 1 episode leaves something behind")
                .endsWith("  left by a.msgpack:  Pod/virtual-default/web");
    }

    @Test
    void runsThatAreMissing_areInconclusive() {
        assertThat(GATE.judge(entries().add(compared("a", "x", "x")).batch()).headline())
                .isEqualTo("Gate [same records in 3 runs] is INCONCLUSIVE:"
                        + " 1 of 1 planned episodes were not played often enough to compare");
        assertThat(GATE.judge(entries().add(compared("a", "x", "x")).batch()).details())
                .contains("not compared:  a, played less often");
        assertThat(GATE.judge(entries().aborted(1).batch()).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void oneRun_comparesNothing() {
        assertThatThrownBy(() -> new IdempotencyGate(1, false))
                .hasMessage("Attribute [runs = 1] is too small. Give 2 or more.");
    }

    private static Divergence divergence(Episode... runs) {
        return requireNonNull(Runs.of(List.of(runs)).divergence());
    }

    private static BatchEntry compared(String trace, String... hashes) {
        return Entries.entry(trace, 0, Fate.SOLVED, 1.0).withRuns(new Runs(List.of(hashes), null, List.of(), null));
    }

    private static BatchEntry diverging(String trace, Divergence divergence) {
        return Entries.entry(trace, 0, Fate.SOLVED, 1.0)
                .withRuns(new Runs(List.of("x", "y", "x"), divergence, List.of(), null));
    }

    /** Play actions on three pods that ask for a cpu too much by two reductions; nothing more once they run out. */
    private static Episode play(Action... actions) {
        EpisodeSpec spec = EpisodeSpec.declaredBy(
                "a.msgpack", DeploymentTrace.builder().cpu("17").build());
        try (Simulation simulation = Simulation.inMemory(spec)) {
            simulation.reset();
            for (Action action : actions) {
                if (simulation.step(action).done()) {
                    break;
                }
            }
            simulation.close();
            return simulation.episodes().get(0);
        }
    }

    @Test
    void policyThatIsPlayed_isToldFromStepsByHand() {
        EpisodeSpec spec = EpisodeSpec.declaredBy(
                "a.msgpack", DeploymentTrace.builder().cpu("17").build());
        try (Simulation simulation = Simulation.inMemory(spec)) {
            Policy reduce = seen -> Action.REDUCE_CPU_SMALL;
            Episode played = simulation.play(reduce);
            simulation.reset();
            simulation.close();

            assertThat(simulation.player(played)).containsSame(reduce);
            assertThat(simulation.player(simulation.episodes().get(1))).isEmpty();
        }
    }
}
