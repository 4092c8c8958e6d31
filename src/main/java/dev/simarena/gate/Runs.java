package dev.simarena.gate;

import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compare the runs of one episode: same trace, policy and seed.
 *
 * @param hashes canonical hashes of the records of each run that has a score
 * @param divergence how the first run that differs differs from the first, {@code null} where all are equal
 * @param leftovers what any run left on the cluster
 * @param aborted which run was aborted first and why, {@code null} where none was
 */
public record Runs(
        List<String> hashes,
        @Nullable Divergence divergence,
        List<String> leftovers,
        @Nullable String aborted) {

    public Runs {
        hashes = List.copyOf(hashes);
        leftovers = List.copyOf(leftovers);
    }

    /** Compare every run with the first; one that was aborted has no hash. */
    public static Runs of(List<Episode> episodes) {
        List<String> hashes = new ArrayList<>();
        TreeSet<String> leftovers = new TreeSet<>();
        Divergence divergence = null;
        String aborted = null;
        Episode first = null;
        for (int run = 0; run < episodes.size(); run++) {
            Episode episode = episodes.get(run);
            leftovers.addAll(episode.leftovers());
            if (episode.outcome() == EpisodeOutcome.ABORTED) {
                aborted = aborted == null ? GateMessages.aborted(run + 1, episode.cause()) : aborted;
                continue;
            }
            hashes.add(RecordHash.of(episode));
            if (first == null) {
                first = episode;
            } else if (divergence == null && !hashes.get(0).equals(hashes.get(hashes.size() - 1))) {
                divergence = Divergence.between(first, episode, run + 1);
            }
        }
        return new Runs(hashes, divergence, List.copyOf(leftovers), aborted);
    }
}
