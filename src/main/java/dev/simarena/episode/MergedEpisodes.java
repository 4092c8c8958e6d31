package dev.simarena.episode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Join the episodes of runs in the order of the records, each in the folder that it would have if one run had played all.
 *
 * <p>Episodes of one run that have the same name (two tests may play the same) all stay. Where several runs have a name, one
 * of them has all its episodes, since a trace is played by one shard; the others, which have some, have equal ones.
 */
final class MergedEpisodes {

    private MergedEpisodes() {}

    /**
     * Join the episodes of runs.
     *
     * @return each with where it comes from
     * @throws ConfigurationException when an episode differs between two runs
     */
    static Map<EpisodeRow, ReadEpisode> of(List<RunFolder> runs) {
        Map<String, List<List<ReadEpisode>>> names = new TreeMap<>();
        for (RunFolder run : runs) {
            Map<String, List<ReadEpisode>> own = new TreeMap<>();
            run.episodes()
                    .forEach(episode -> own.computeIfAbsent(episode.name(), __ -> new ArrayList<>())
                            .add(episode));
            own.forEach((name, episodes) ->
                    names.computeIfAbsent(name, __ -> new ArrayList<>()).add(episodes));
        }
        // Some file systems do not tell upper from lower case.
        Map<String, List<ReadEpisode>> folders = new TreeMap<>();
        names.forEach((name, found) -> folders.computeIfAbsent(name.toLowerCase(Locale.ROOT), __ -> new ArrayList<>())
                .addAll(joined(name, found)));
        Map<EpisodeRow, ReadEpisode> placed = new LinkedHashMap<>();
        folders.values().forEach(sameFolder -> place(sameFolder, placed));
        Map<EpisodeRow, ReadEpisode> sorted = new LinkedHashMap<>();
        placed.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(EpisodeRow.ORDER))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** Return the episodes of the run that has most, which must have what the others have. */
    private static List<ReadEpisode> joined(String name, List<List<ReadEpisode>> runs) {
        List<ReadEpisode> most = runs.get(0);
        for (List<ReadEpisode> run : runs) {
            most = run.size() > most.size() ? run : most;
        }
        for (List<ReadEpisode> run : runs) {
            checkIncluded(name, run, most);
        }
        return most;
    }

    private static void checkIncluded(String name, List<ReadEpisode> run, List<ReadEpisode> most) {
        List<ReadEpisode> left = new ArrayList<>(most);
        for (ReadEpisode episode : run) {
            ReadEpisode same = left.stream()
                    .filter(other -> other.equals(episode) || other.sameAs(episode))
                    .findFirst()
                    .orElseThrow(() -> new ConfigurationException(
                            EpisodeMessages.episodeDiffers(name, most.get(0).run(), episode.run())));
            left.remove(same);
        }
    }

    /** Give folders to episodes that would have the same one, in the order of the records. */
    private static void place(List<ReadEpisode> episodes, Map<EpisodeRow, ReadEpisode> placed) {
        List<ReadEpisode> ordered = new ArrayList<>(episodes);
        if (ordered.size() > 1) {
            ordered.sort(Comparator.comparing(ReadEpisode::row, EpisodeRow.ORDER)
                    .thenComparing(episode -> episode.lines(episode.name()), Arrays::compareUnsigned));
        }
        for (int i = 0; i < ordered.size(); i++) {
            ReadEpisode episode = ordered.get(i);
            String name = episode.name();
            placed.put(episode.row().in(i == 0 ? name : EpisodeFolder.again(name, i + 1)), episode);
        }
    }
}
