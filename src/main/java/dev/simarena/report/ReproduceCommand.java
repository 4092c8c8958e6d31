package dev.simarena.report;

import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.gate.BatchKey;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hold the command that plays one episode again, and only that one.
 *
 * @param text the command as typed into a POSIX shell, for example
 *     {@code mvn verify -Dscenario=cpu -Darena.trace='cpu-slight.msgpack' -Darena.policy=noop -Darena.reward=gradual
 *     -Darena.seed=42}
 * @param runSeed the seed of the run, from which the seed of the episode follows
 */
public record ReproduceCommand(String text, long runSeed) {

    /** Settings that change an episode without being part of its name. */
    private static final List<String> OVERRIDES = List.of(
            "arena.target",
            "arena.steps",
            "arena.slack",
            "arena.repetitions",
            "arena.duration",
            "arena.minReturn",
            "arena.noise",
            "arena.cluster",
            "arena.latency",
            "arena.tieBreak",
            "arena.kubernetes",
            "arena.runs",
            "arena.environment.required",
            "arena.scenario.classes",
            "arena.folder",
            "arena.traceFile");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,+-]+");
    private static final Pattern TRACE_FILE = Pattern.compile(" -Darena\\.traceFile=('[^']*'|\\\\'|[^ '])*");
    private static final Pattern GLOB = Pattern.compile("[*?\\[\\]{}\\\\]");

    /**
     * Name the command for an episode. Overrides that were given to this JVM as system properties (for example
     * {@code arena.target}) are part of it.
     */
    public static ReproduceCommand of(Episode episode, long runSeed) {
        return of(episode.spec(), runSeed);
    }

    /** Name the command for what is being played, like {@link #of(Episode, long)}. */
    public static ReproduceCommand of(EpisodeSpec spec, long runSeed) {
        return of(spec, runSeed, System::getProperty);
    }

    static ReproduceCommand of(Episode episode, long runSeed, UnaryOperator<@Nullable String> settings) {
        return of(episode.spec(), runSeed, settings);
    }

    private static ReproduceCommand of(EpisodeSpec spec, long runSeed, UnaryOperator<@Nullable String> settings) {
        StringBuilder command = new StringBuilder("mvn verify");
        append(command, "scenario", quotedWhereNeeded(spec.scenario()));
        append(command, "arena.trace", quoted(GLOB.matcher(spec.traceName()).replaceAll("\\\\$0")));
        // a policy that the test hands over itself has no name to be found by
        if (!spec.policy().equals(EpisodeSpec.CUSTOM_POLICY)) {
            append(command, "arena.policy", quotedWhereNeeded(spec.policy()));
        }
        append(command, "arena.reward", quotedWhereNeeded(spec.reward()));
        overrides(command, settings);
        if (spec.repetition() > 0) {
            append(command, "arena.repetition", Integer.toString(spec.repetition()));
        }
        append(command, "arena.seed", Long.toString(runSeed));
        return new ReproduceCommand(command.toString(), runSeed);
    }

    /** Name the command that plays a whole batch again, with what judges it. */
    public static ReproduceCommand ofBatch(BatchKey batch, long runSeed) {
        StringBuilder command = new StringBuilder("mvn verify");
        append(command, "scenario", quotedWhereNeeded(batch.scenario()));
        append(command, "arena.policy", quotedWhereNeeded(batch.policy()));
        append(command, "arena.reward", quotedWhereNeeded(batch.reward()));
        overrides(command, System::getProperty);
        append(command, "arena.seed", Long.toString(runSeed));
        return new ReproduceCommand(command.toString(), runSeed);
    }

    /** Return the command for one test method of a scenario that has several, for example {@code CpuScenario#recovers}. */
    public ReproduceCommand ofScenarioTest(String method) {
        int end = endOfScenario();
        return new ReproduceCommand(
                text.substring(0, end) + " -Dit.test=" + quotedWhereNeeded(method) + text.substring(end), runSeed);
    }

    /** Return the command for a test method that belongs to no scenario, which Surefire plays. */
    public ReproduceCommand ofTest(String method) {
        return new ReproduceCommand(
                "mvn test -Dtest=" + quotedWhereNeeded(method) + text.substring(endOfScenario()), runSeed);
    }

    /** Return the command for the first repetition alone, where the test would play more. */
    public ReproduceCommand ofFirstRepetition() {
        int seed = text.lastIndexOf(" -Darena.seed=");
        return new ReproduceCommand(text.substring(0, seed) + " -Darena.repetition=0" + text.substring(seed), runSeed);
    }

    /** Return the command with a file in place of the trace, also of one that was played in its place already. */
    public ReproduceCommand playing(String file) {
        String own = TRACE_FILE.matcher(text).replaceAll("");
        return new ReproduceCommand(own + " -Darena.traceFile=" + quotedWhereNeeded(file), runSeed);
    }

    private int endOfScenario() {
        return text.indexOf(" -Darena.");
    }

    private static void overrides(StringBuilder command, UnaryOperator<@Nullable String> settings) {
        for (String name : OVERRIDES) {
            String value = settings.apply(name);
            if (value != null && !value.isEmpty()) {
                append(command, name, quotedWhereNeeded(value));
            }
        }
    }

    private static void append(StringBuilder command, String property, String value) {
        command.append(" -D").append(property).append('=').append(value);
    }

    private static String quotedWhereNeeded(String value) {
        return PLAIN.matcher(value).matches() ? value : quoted(value);
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    @Override
    public String toString() {
        return text;
    }
}
