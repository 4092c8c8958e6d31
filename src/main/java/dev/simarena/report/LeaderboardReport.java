package dev.simarena.report;

import dev.simarena.episode.AtomicFile;
import dev.simarena.gate.Batch;
import dev.simarena.gate.Leaderboard;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.TestResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Write the leaderboards of a run, where several policies played the same test. */
public final class LeaderboardReport {

    /** File of the leaderboards for a browser, in the folder of a run. */
    public static final String HTML = "leaderboard.html";

    /** File of the leaderboards as Markdown, in the folder of a run. */
    public static final String MARKDOWN = "leaderboard.md";

    /** Name of the entry and of its suite. */
    static final String NAME = "Leaderboard";

    private LeaderboardReport() {}

    /**
     * Write both files; equal batches give equal files.
     *
     * @param folder folder of the run, or any other
     * @return the leaderboards, empty where there is nothing to rank and nothing was written
     * @throws dev.simarena.episode.RecordsException when they cannot be written
     */
    public static List<Leaderboard> write(Path folder, Collection<Batch> batches) {
        List<Leaderboard> boards = Leaderboard.of(batches);
        if (!boards.isEmpty()) {
            AtomicFile.write(folder.resolve(HTML), bytes(LeaderboardHtml.of(boards)));
            AtomicFile.write(folder.resolve(MARKDOWN), bytes(LeaderboardMarkdown.of(boards)));
        }
        return boards;
    }

    /**
     * Show leaderboards in the Allure report, as an entry of their own with both files attached.
     *
     * @param resultsDirectory directory of Allure results
     */
    public static void attach(List<Leaderboard> boards, Path resultsDirectory) {
        if (boards.isEmpty()) {
            return;
        }
        AllureLifecycle lifecycle = new AllureLifecycle(new FileSystemResultsWriter(resultsDirectory));
        String uuid = UUID.randomUUID().toString();
        String history = EpisodeLabels.md5(NAME);
        lifecycle.scheduleTestCase(new TestResult()
                .setUuid(uuid)
                .setName(NAME)
                .setFullName(NAME)
                .setHistoryId(history)
                .setTestCaseId(history)
                .setTestCaseName(NAME)
                .setDescription(LeaderboardMarkdown.of(boards))
                .setLabels(new ArrayList<>(List.of(
                        new Label().setName("epic").setValue("Sim-Arena"),
                        new Label().setName("feature").setValue(NAME),
                        new Label().setName("suite").setValue(NAME)))));
        lifecycle.startTestCase(uuid);
        lifecycle.addAttachment(NAME, "text/html", ".html", bytes(LeaderboardHtml.of(boards)));
        lifecycle.addAttachment("As Markdown", "text/markdown", ".md", bytes(LeaderboardMarkdown.of(boards)));
        lifecycle.updateTestCase(uuid, result -> result.setStatus(Status.PASSED));
        lifecycle.stopTestCase(uuid);
        lifecycle.writeTestCase(uuid);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
