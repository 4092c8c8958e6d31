package dev.simarena.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.junit.ArenaSettings;
import dev.simarena.junit.EpisodeTest;
import dev.simarena.junit.Nodes;
import dev.simarena.junit.Workload;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compare docs/SETTINGS.md with the settings there are. */
class SettingsPageTests {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(arena\\.[A-Za-z.]+)`");

    @Test
    void table_has_a_row_for_every_key_in_their_order() throws IOException {
        List<String> rows =
                ROW.matcher(page()).results().map(row -> row.group(1)).toList();
        assertThat(rows).isEqualTo(ArenaSettings.keys());
    }

    @Test
    void page_names_every_attribute() throws IOException {
        String page = page();
        Stream.of(EpisodeTest.class, Workload.class, Nodes.class).forEach(annotation -> {
            String named = Pattern.compile("@" + annotation.getSimpleName() + "\\(([^)]*)\\)")
                    .matcher(page)
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .reduce("", (all, more) -> all + ", " + more);
            for (Method attribute : annotation.getDeclaredMethods()) {
                assertThat(named.split(", "))
                        .as("attributes of @%s", annotation.getSimpleName())
                        .contains(attribute.getName());
            }
        });
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/SETTINGS.md"));
    }
}
