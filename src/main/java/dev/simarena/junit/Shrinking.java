package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.RunRecords;
import dev.simarena.report.AllureEpisodeReport;
import dev.simarena.trace.DeltaDebugging;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceFiles;
import dev.simarena.trace.TraceFormatException;
import dev.simarena.trace.TraceReduction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Shrink the trace of a failed episode: drop events and objects while the episode still fails the same way.
 *
 * <p>Each try is one more episode with the same policy, seed, hooks and cluster, without records; at most {@value #MOST_PLAYS}
 * are played. Equal episodes shrink to equal traces.
 */
final class Shrinking {

    /** Most episodes that are played to shrink one trace: {@value}. */
    static final int MOST_PLAYS = 200;

    /** File of the minimal trace in the folder of its episode: {@value}. */
    static final String FILE = "minimal.msgpack";

    private final EpisodeScope scope;
    private final Episode failed;
    private final FailureKind kind;
    private int plays;

    private Shrinking(EpisodeScope scope, Episode failed) {
        this.scope = scope;
        this.failed = failed;
        this.kind = FailureKind.of(failed);
    }

    /** Shrink the trace of the last episode of a test, and tell what came of it. */
    static List<String> of(EpisodeScope scope) {
        scope.simulation().close();
        List<Episode> episodes = scope.simulation().episodes();
        return episodes.isEmpty() ? List.of() : new Shrinking(scope, episodes.get(episodes.size() - 1)).shrink();
    }

    private List<String> shrink() {
        Trace whole = failed.spec().trace();
        String name = failed.spec().traceName();
        DebuggingPrompt.tell(JunitMessages.shrinking(name, TraceReduction.size(whole)));
        Trace minimal = TraceReduction.minimal(whole, this::stillFails);
        String size = JunitMessages.shrunk(
                TraceReduction.size(minimal), TraceReduction.size(whole), plays, plays >= MOST_PLAYS);
        DebuggingPrompt.tell("%s: %s".formatted(name, size));
        Path file = Aftermath.folder(scope).resolve(FILE);
        RunRecords.write(file, minimal.toBytes());
        AllureEpisodeReport.attach(
                "Minimal trace",
                "application/json",
                ".json",
                TraceFiles.toJson(minimal).getBytes(StandardCharsets.UTF_8));
        return List.of(
                "minimal:    %s  (%s)".formatted(file, size),
                "replay it:  "
                        + Reports.command(failed.spec(), scope.config())
                                .playing(file.toString())
                                .text());
    }

    private boolean stillFails(Trace candidate) {
        if (plays >= MOST_PLAYS) {
            throw new DeltaDebugging.Exhausted();
        }
        plays++;
        boolean fails;
        try {
            EpisodeSpec spec = failed.spec().withTrace(candidate);
            fails = FailureKind.of(Replays.again(scope, failed, spec, scope.quietHooks()))
                    .equals(kind);
        } catch (ConfigurationException | TraceFormatException e) {
            // without its Deployment there is no episode
            fails = false;
        }
        DebuggingPrompt.tell(JunitMessages.shrinkStep(plays, TraceReduction.size(candidate), fails));
        return fails;
    }
}
