package dev.simarena.gate;

import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.RecordsJson;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hold what became of one planned episode.
 *
 * @param trace relative name of the trace
 * @param repetition 0 for the first
 * @param fate what became of it
 * @param steps number of actions, 0 where it has no score
 * @param stepLimit most actions that it may take, 0 where nobody knows
 * @param totalReward sum of the rewards, {@code null} where it has no score
 * @param cause type of what failed, or which of the runs that were compared was aborted and why, {@code null} where nothing
 *     was wrong
 * @param runs canonical hashes of the records, one for each run that was compared; empty where none was
 * @param divergence how a later run first differed from the first, {@code null} where none did
 * @param leftovers what the runs left on the cluster, empty when all is well
 */
public record BatchEntry(
        String trace,
        int repetition,
        Fate fate,
        int steps,
        int stepLimit,
        @Nullable Double totalReward,
        @Nullable String cause,
        List<String> runs,
        @Nullable Divergence divergence,
        List<String> leftovers)
        implements Comparable<BatchEntry> {

    private static final Comparator<BatchEntry> ORDER =
            Comparator.comparing(BatchEntry::trace).thenComparing(BatchEntry::repetition);

    public BatchEntry {
        runs = List.copyOf(runs);
        leftovers = List.copyOf(leftovers);
    }

    /** Plan an episode; until it is played it is {@link Fate#MISSING}. */
    public static BatchEntry planned(String trace, int repetition) {
        return new BatchEntry(trace, repetition, Fate.MISSING, 0, 0, null, null, List.of(), null, List.of());
    }

    /** Return the entry of a played episode. */
    public static BatchEntry of(Episode episode) {
        boolean scored = episode.outcome() != EpisodeOutcome.ABORTED;
        Throwable cause = episode.cause();
        return new BatchEntry(
                episode.spec().traceName(),
                episode.spec().repetition(),
                Fate.of(episode.outcome()),
                scored ? episode.stepCount() : 0,
                episode.spec().maxSteps(),
                scored ? Double.valueOf(RecordsJson.rounded(episode.totalReward())) : null,
                cause == null ? null : cause.getClass().getName(),
                List.of(),
                null,
                episode.leftovers());
    }

    /** Return the same episode with another fate and no score. */
    public BatchEntry withFate(Fate other) {
        return new BatchEntry(trace, repetition, other, 0, stepLimit, null, null, runs, divergence, leftovers);
    }

    /** Return the same episode with a trace whose name tells it from those of other scenarios. */
    BatchEntry within(String scenario) {
        return new BatchEntry(
                scenario + "/" + trace,
                repetition,
                fate,
                steps,
                stepLimit,
                totalReward,
                cause,
                runs,
                divergence,
                leftovers);
    }

    /** Return the same episode with what was learned by playing it again. */
    public BatchEntry withRuns(Runs compared) {
        return new BatchEntry(
                trace,
                repetition,
                fate,
                steps,
                stepLimit,
                totalReward,
                cause == null ? compared.aborted() : cause,
                compared.hashes(),
                compared.divergence(),
                compared.leftovers());
    }

    /** Name it for messages, for example {@code cpu-slight.msgpack} or {@code cpu-slight.msgpack × repetition 1}. */
    public String name() {
        return repetition == 0 ? trace : trace + " × repetition " + repetition;
    }

    @Override
    public int compareTo(BatchEntry other) {
        return ORDER.compare(this, other);
    }
}
