package dev.simarena.junit;

import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.gate.BaselineGate;
import dev.simarena.gate.Batch;
import dev.simarena.gate.BatchEntry;
import dev.simarena.gate.BatchKey;
import dev.simarena.gate.Comparison;
import dev.simarena.gate.ComparisonGate;
import dev.simarena.gate.Fate;
import dev.simarena.gate.IdempotencyGate;
import dev.simarena.gate.Judgement;
import dev.simarena.gate.Runs;
import dev.simarena.gate.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collect the episodes of one test method, policy and reward while they play, and judge them; used by several threads.
 *
 * <p>What is planned is fixed at the start, so that an episode of which nothing is seen still counts.
 */
final class BatchRun {

    private static final Comparator<Episode> WORST_FIRST = Comparator.comparing((Episode episode) ->
            episode.outcome() == EpisodeOutcome.ABORTED ? 0 : episode.outcome() == EpisodeOutcome.UNSOLVED ? 1 : 2);

    private final BatchKey key;
    private final GateConfig config;
    private final boolean narrowed;
    private final boolean replaced;
    private final Function<BatchKey, Optional<BatchRun>> others;
    private final Map<String, BatchEntry> entries = new LinkedHashMap<>();
    private final Map<DeclaredGate, @Nullable Verdict> verdicts = new LinkedHashMap<>();

    /**
     * Plan a batch.
     *
     * @param narrowed whether a setting leaves out some of the traces or repetitions
     * @param replaced whether another trace plays under the name of the one that is planned, so that no gate is asked
     * @param others finds other batches of the same test
     */
    BatchRun(
            BatchKey key,
            GateConfig config,
            boolean narrowed,
            boolean replaced,
            Collection<String> traces,
            Collection<Integer> repetitions,
            Function<BatchKey, Optional<BatchRun>> others) {
        this.key = key;
        this.config = config;
        this.narrowed = narrowed;
        this.replaced = replaced;
        this.others = others;
        for (String trace : traces) {
            for (int repetition : repetitions) {
                put(BatchEntry.planned(trace, repetition));
            }
        }
        gates().forEach(gate -> verdicts.put(gate, null));
    }

    BatchKey key() {
        return key;
    }

    /** Return the gates that judge this batch. */
    List<DeclaredGate> gates() {
        return config.of(key.policy());
    }

    private void put(BatchEntry entry) {
        entries.put(entry.repetition() + " " + entry.trace(), entry);
    }

    /**
     * Take the result of an invocation: the worst of its episodes, so that playing again inside a test improves nothing.
     *
     * @param runs what came of playing it again, {@code null} where nobody did
     */
    synchronized void played(List<Episode> episodes, @Nullable Runs runs) {
        episodes.stream().min(WORST_FIRST).ifPresent(worst -> {
            BatchEntry entry = BatchEntry.of(worst);
            put(runs == null ? entry : entry.withRuns(runs));
        });
    }

    /** Count an episode as left out on purpose. */
    synchronized void skipped(String trace, int repetition) {
        put(BatchEntry.planned(trace, repetition).withFate(Fate.SKIPPED));
    }

    synchronized Batch batch() {
        return new Batch(key, List.copyOf(entries.values()));
    }

    /** Tell whether some gate wants to stop early. */
    boolean stopsEarly() {
        return config.gates().stream().anyMatch(gate -> gate.earlyStop() && !(gate.gate() instanceof IdempotencyGate));
    }

    /** Tell whether no gate has use for the repetitions from one on. */
    boolean decided(int repetition) {
        Batch batch = batch();
        // a comparison needs every pair
        return stopsEarly()
                && config.comparisons().isEmpty()
                && config.gates().stream()
                        .allMatch(gate -> gate.earlyStop() && gate.gate().decided(batch, repetition));
    }

    /** Judge what is there; empty where only a part of what the gate is about was to play. */
    @Nullable
    Verdict judge(DeclaredGate declared) {
        Verdict verdict = asked(declared);
        synchronized (this) {
            verdicts.put(declared, verdict);
        }
        return verdict;
    }

    private @Nullable Verdict asked(DeclaredGate declared) {
        if (narrowed && declared.needsAllTraces()) {
            return null;
        }
        if (replaced) {
            return null;
        }
        boolean part = config.shard().isPresent();
        if (declared.gate() instanceof BaselineGate baseline) {
            if (config.updatesBaseline()) {
                return baseline.update(batch(), !narrowed && !part);
            }
            return part || excused(declared) ? null : baseline.judge(batch(), !narrowed);
        }
        if (part) {
            return null;
        }
        return excused(declared) ? null : declared.gate().judge(batch(), this::other);
    }

    private Optional<BatchRun> baseline(ComparisonGate comparison) {
        return others.apply(key.withPolicy(comparison.baseline()));
    }

    private Batch other(BatchKey wanted) {
        return others.apply(wanted).map(BatchRun::batch).orElseGet(() -> new Batch(wanted, List.of()));
    }

    /** Compare this batch with another of the same test. */
    Comparison compare(ComparisonGate comparison) {
        return comparison.compare(batch(), this::other);
    }

    /** Tell whether what a policy or reward from the command line is to be compared with is not there. */
    private boolean excused(DeclaredGate declared) {
        if (declared.gate() instanceof ComparisonGate comparison) {
            return baseline(comparison).isEmpty();
        }
        return config.overridden() && declared.gate() instanceof BaselineGate baseline && !baseline.knows(key);
    }

    /** Say why a gate was not asked. */
    String notAsked(DeclaredGate declared) {
        if (config.shard().isPresent()) {
            return GateTestMessages.sharded(
                    declared.gate().title(), config.shard().get());
        }
        if (declared.gate() instanceof ComparisonGate comparison
                && baseline(comparison).isEmpty()) {
            return GateTestMessages.notCompared(comparison.title(), comparison.baseline());
        }
        return declared.gate() instanceof BaselineGate baseline && !replaced
                ? GateTestMessages.noBaseline(declared.gate().title(), baseline.file(), key.policy(), key.reward())
                : GateTestMessages.narrowed(
                        declared.gate().title(), batch().entries().size());
    }

    synchronized List<Judgement> judgements() {
        List<Judgement> judgements = new ArrayList<>();
        verdicts.forEach((gate, verdict) ->
                judgements.add(new Judgement(key, gate.gate(), verdict, gate.inconclusiveFails(), excused(gate))));
        return judgements;
    }
}
