package dev.simarena.report;

import dev.simarena.episode.SummaryRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describe where and with what a run was played, for the report's Environment box. */
public final class RunEnvironment {

    private static final String VERSION = "version.properties";

    private RunEnvironment() {}

    static String properties(List<SummaryRow> rows, UnaryOperator<@Nullable String> settings) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Sim-Arena", version());
        facts.put("Java", join(settings, "java.version", "java.vendor"));
        facts.put("OS", join(settings, "os.name", "os.version", "os.arch"));
        facts.put("Cluster", setting(settings, "arena.cluster", "embedded"));
        facts.put("Seed", setting(settings, "arena.seed", "as declared, else 0"));
        facts.put("Scenarios", distinct(rows, SummaryRow::scenario));
        facts.put("Policies", distinct(rows, SummaryRow::policy));
        facts.put("Rewards", distinct(rows, SummaryRow::reward));
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + "=" + escaped(fact.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    /** Return the version of Sim-Arena as Maven wrote it. */
    public static String version() {
        return property("version");
    }

    /** Return what Maven wrote under a name, {@code unknown} where it did not. */
    static String property(String name) {
        Properties properties = new Properties();
        try (InputStream in = RunEnvironment.class.getResourceAsStream(VERSION)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(name, "unknown");
    }

    private static String join(UnaryOperator<@Nullable String> settings, String... names) {
        return List.of(names).stream()
                .map(name -> setting(settings, name, ""))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String setting(UnaryOperator<@Nullable String> settings, String name, String otherwise) {
        String value = settings.apply(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private static String distinct(List<SummaryRow> rows, Function<SummaryRow, String> name) {
        return rows.stream().map(name).distinct().sorted().collect(Collectors.joining(", "));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\");
    }
}
