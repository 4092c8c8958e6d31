package dev.simarena.junit;

import dev.simarena.episode.Episode;
import dev.simarena.report.history.Checkout;
import dev.simarena.report.history.HistoryEntry;
import dev.simarena.report.history.HistoryFile;
import dev.simarena.report.history.HistoryRun;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Collect the episodes of a run until their tests have ended, and add them to the history; used by several threads. */
final class RunHistory {

    private final HistoryRun run;
    private final Map<String, Played> open = new LinkedHashMap<>();
    private final List<HistoryEntry> entries = new ArrayList<>();

    RunHistory(String runId, Instant started) {
        Checkout checkout = Checkout.of(System.getenv(), Path.of(""));
        this.run = new HistoryRun(runId, started.toString(), checkout.commit(), checkout.branch());
    }

    /** What a test has played. */
    private record Played(String element, List<Episode> episodes) {}

    /** Take the episodes of a test that has not ended. */
    synchronized void played(ExtensionContext context, EpisodeScope scope) {
        if (scope.config().failure().traceFile().isPresent()) {
            // another trace under its name is no part of its history
            return;
        }
        open.put(
                context.getUniqueId(),
                new Played(scope.config().element(), scope.simulation().episodes()));
    }

    /** Learn how the test ended; one that played nothing, or of which this was told before, counts for nothing. */
    synchronized void ended(ExtensionContext context, HistoryEntry.Status status) {
        Optional.ofNullable(open.remove(context.getUniqueId()))
                .ifPresent(played -> played.episodes()
                        .forEach(episode -> entries.add(HistoryEntry.of(run, played.element(), episode, status))));
    }

    /** Add everything to a file, or say why that is not possible: the verdict of a run must not be lost over it. */
    synchronized Optional<String> write(Path file) {
        try {
            new HistoryFile(file).append(entries);
            return Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
