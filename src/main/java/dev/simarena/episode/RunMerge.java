package dev.simarena.episode;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Merge the step files of a run in an order that does not depend on which episode played first.
 *
 * <p>The order is scenario, trace, policy, reward, repetition, seed, then content. Episodes that would have the same
 * folder got theirs in the order of time; here they get it in that order too.
 */
final class RunMerge {

    private static final Comparator<EpisodeFile> ORDER = Comparator.comparing(
                    (EpisodeFile file) -> file.spec().scenario())
            .thenComparing(file -> file.spec().traceName())
            .thenComparing(file -> file.spec().policy())
            .thenComparing(file -> Rewards.canonicalName(file.spec().reward()))
            .thenComparing(file -> file.spec().repetition())
            .thenComparing(file -> file.spec().seed())
            .thenComparing(EpisodeFile::lines, Arrays::compareUnsigned)
            .thenComparing(file -> String.valueOf(file.result()));

    private final Path run;

    RunMerge(Path run) {
        this.run = run;
    }

    /** Write {@code step.jsonl} whole or not at all, and return the episodes in its order. */
    List<EpisodeFile> merge(List<EpisodeFile> episodes) {
        List<EpisodeFile> ordered = new ArrayList<>(episodes);
        ordered.sort(ORDER);
        Path merged = run.resolve(EpisodeFile.STEPS);
        Path temporary = run.resolve(EpisodeFile.STEPS + ".tmp");
        try {
            nameInOrder(ordered);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                for (EpisodeFile episode : ordered) {
                    out.write(episode.lines());
                }
            }
            Files.move(temporary, merged, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new RecordsException(merged, e);
        }
        return ordered;
    }

    private void nameInOrder(List<EpisodeFile> ordered) throws IOException {
        Map<String, List<EpisodeFile>> sameName = new TreeMap<>();
        for (EpisodeFile episode : ordered) {
            sameName.computeIfAbsent(episode.name().toLowerCase(Locale.ROOT), __ -> new ArrayList<>())
                    .add(episode);
        }
        for (List<EpisodeFile> episodes : sameName.values()) {
            if (episodes.size() > 1) {
                // Out of the way first, since one may want the folder another one still has.
                for (int i = 0; i < episodes.size(); i++) {
                    move(episodes.get(i), EpisodeFolder.again(episodes.get(i).name(), i + 1) + ".moving");
                }
                for (int i = 0; i < episodes.size(); i++) {
                    EpisodeFile episode = episodes.get(i);
                    move(episode, i == 0 ? episode.name() : EpisodeFolder.again(episode.name(), i + 1));
                    nameTraces(episode);
                }
            }
        }
    }

    private void move(EpisodeFile episode, String folder) throws IOException {
        Path from = run.resolve(episode.folder());
        if (Files.exists(from)) {
            Files.move(from, run.resolve(folder));
        }
        episode.folder(folder);
    }

    /** Let the steps name their traces where they now are. */
    private void nameTraces(EpisodeFile episode) throws IOException {
        if (!episode.folder().equals(episode.name()) && Files.exists(run.resolve(episode.folder()))) {
            Files.write(
                    run.resolve(episode.folder()).resolve(EpisodeFile.STEPS),
                    EpisodeFolder.renamed(episode.lines(), episode.name(), episode.folder()));
        }
    }
}
