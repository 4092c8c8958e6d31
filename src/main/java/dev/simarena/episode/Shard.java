package dev.simarena.episode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hold which part of all episodes a run plays, for example {@code 3/16}: every trace is played by exactly one of the shards,
 * with all its policies, rewards and repetitions.
 *
 * @param index the part, 1 to {@code count}
 * @param count number of parts, 1 or more
 */
public record Shard(int index, int count) {

    /** File in the folder of a run that names its shard; only runs that are shards have it. */
    public static final String FILE = "shard.txt";

    private static final Pattern FORMAT = Pattern.compile("([1-9]\\d{0,5})/([1-9]\\d{0,5})");

    public Shard {
        if (index < 1 || index > count) {
            throw new IllegalArgumentException("Shard [%d/%d] is none. Count from 1.".formatted(index, count));
        }
    }

    /** Parse {@code 3/16}; empty for anything else, and for a part that is none of them. */
    public static Optional<Shard> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int index = Integer.parseInt(matcher.group(1));
        int count = Integer.parseInt(matcher.group(2));
        return index > count ? Optional.empty() : Optional.of(new Shard(index, count));
    }

    /**
     * Tell whether this part plays the thing at a place, counted from 0, of some that are dealt out one by one; parts differ by
     * one at most.
     */
    public boolean plays(int place) {
        return place % count == index - 1;
    }

    /**
     * Name the shard in the folder of its run, and what all shards of one command have in common.
     *
     * @param settings settings that say what is played, as {@code key=value}, in a fixed order
     * @throws RecordsException when that is not possible
     */
    public void write(Path run, List<String> settings) {
        String text = this + "\n" + settings.stream().map(line -> line + "\n").collect(Collectors.joining());
        AtomicFile.write(run.resolve(FILE), text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Read which shard a run is; empty where it is a whole run.
     *
     * @throws ConfigurationException when the file says something else
     */
    public static Optional<Shard> read(Path run) {
        return lines(run).stream()
                .findFirst()
                .map(text -> parse(text)
                        .orElseThrow(() ->
                                new ConfigurationException(EpisodeMessages.runUnreadable(run.resolve(FILE), text))));
    }

    /**
     * Read the settings that a shard was played with; empty where the run is a whole one.
     *
     * @throws ConfigurationException when the file cannot be read
     */
    static List<String> settings(Path run) {
        return lines(run).stream().skip(1).toList();
    }

    private static List<String> lines(Path run) {
        Path file = run.resolve(FILE);
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new ConfigurationException(EpisodeMessages.runUnreadable(file, FileFault.of(e)), e);
        }
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
