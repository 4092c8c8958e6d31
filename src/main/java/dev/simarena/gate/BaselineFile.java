package dev.simarena.gate;

import dev.simarena.episode.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Keep accepted results as sorted lines of text, for review in version control.
 *
 * @param comments lines that begin with {@code #}
 * @param lines the results
 * @param broken lines that are neither
 */
record BaselineFile(List<String> comments, List<BaselineLine> lines, List<Broken> broken) {

    /**
     * Hold a line that is no result.
     *
     * @param number 1 for the first of the file
     * @param text the line as it is
     */
    record Broken(int number, String text) {}

    BaselineFile {
        comments = List.copyOf(comments);
        lines = List.copyOf(lines);
        broken = List.copyOf(broken);
    }

    /**
     * Read a file, whatever stands in it; one that does not exist has no lines.
     *
     * @throws ConfigurationException when it cannot be read, or is a folder
     */
    static BaselineFile read(Path file) {
        if (Files.isDirectory(file)) {
            throw new ConfigurationException(GateMessages.baselineIsFolder(String.valueOf(file)));
        }
        List<String> comments = new ArrayList<>();
        List<BaselineLine> lines = new ArrayList<>();
        List<Broken> broken = new ArrayList<>();
        int number = 0;
        for (String text : text(file).lines().toList()) {
            number++;
            if (text.startsWith("#")) {
                comments.add(text);
            } else if (!text.isBlank()) {
                Optional<BaselineLine> line = BaselineLine.parse(text);
                line.ifPresent(lines::add);
                if (line.isEmpty()) {
                    broken.add(new Broken(number, text));
                }
            }
        }
        return new BaselineFile(comments, lines, broken);
    }

    /** Read bytes: what is no text at all is to be told as a line, too. */
    private static String text(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /**
     * Return the results of a file of which every line is one.
     *
     * @throws ConfigurationException when one is not, or the file cannot be read
     */
    static List<BaselineLine> strict(Path file) {
        BaselineFile read = read(file);
        if (!read.broken.isEmpty()) {
            Broken first = read.broken.get(0);
            throw new ConfigurationException(
                    GateMessages.baselineUnreadable(String.valueOf(file), first.number(), first.text()));
        }
        return read.lines;
    }

    /** Change the results and return the lines that could not be kept; tests that share a file wait for each other. */
    static synchronized List<Broken> change(Path file, UnaryOperator<List<BaselineLine>> change) {
        BaselineFile before = read(file);
        List<String> lines = Stream.concat(
                        before.comments.stream(),
                        change.apply(before.lines).stream()
                                .map(BaselineLine::toString)
                                .sorted())
                .toList();
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
        } catch (IOException e) {
            throw unusable(file, e);
        }
        return before.broken;
    }

    private static ConfigurationException unusable(Path file, IOException cause) {
        return new ConfigurationException(
                GateMessages.baselineNotRead(String.valueOf(file), String.valueOf(cause)), cause);
    }
}
