package dev.simarena.gate;

import dev.simarena.episode.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Keep accepted results as sorted lines of text, for review in version control. */
final class BaselineFile {

    private BaselineFile() {}

    /** Read the lines; a file that does not exist has none. */
    static List<BaselineLine> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<BaselineLine> lines = new ArrayList<>();
        try {
            List<String> texts = Files.readAllLines(file);
            for (int i = 0; i < texts.size(); i++) {
                String text = texts.get(i);
                int number = i + 1;
                if (!text.isBlank() && !text.startsWith("#")) {
                    lines.add(BaselineLine.parse(text)
                            .orElseThrow(() -> new ConfigurationException(
                                    GateMessages.baselineUnreadable(String.valueOf(file), number, text))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(GateMessages.baselineNotRead(String.valueOf(file)), e);
        }
        return lines;
    }

    /** Change the lines; tests that share a file wait for each other. */
    static synchronized void change(Path file, UnaryOperator<List<BaselineLine>> change) {
        List<String> lines = change.apply(read(file)).stream()
                .map(BaselineLine::toString)
                .sorted()
                .toList();
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(GateMessages.baselineNotRead(String.valueOf(file)), e);
        }
    }
}
