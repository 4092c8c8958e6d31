package dev.simarena.report;

import dev.simarena.episode.Episode;
import dev.simarena.episode.RunRecords;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Attachment;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Write what is attached to an episode in the report: chart, trace diff, story and records. */
final class EpisodeAttachments {

    /** Number of characters of records beyond which steps in the middle are left out. */
    static final int MOST_RECORDS = 20_000;

    /** Steps shown at the end of records that are cut. */
    private static final int KEPT_LAST = 2;

    private final AllureLifecycle lifecycle;
    private final SharedAttachments shared;

    EpisodeAttachments(AllureLifecycle lifecycle, SharedAttachments shared) {
        this.lifecycle = lifecycle;
        this.shared = shared;
    }

    List<Attachment> write(Episode episode, ReproduceCommand command) {
        List<Attachment> attachments = new ArrayList<>();
        if (!episode.steps().isEmpty()) {
            attachments.add(text("Chart", "image/svg+xml", ".svg", EpisodeChart.svg(episode)));
        }
        String diff = TraceDiff.of(
                episode.spec().traceName(),
                episode.spec().trace().events(),
                episode.finalTrace().events());
        attachments.add(text("Trace diff", "text/plain", ".txt", diff));
        attachments.add(text("Story", "text/plain", ".txt", EpisodeStory.of(episode, command)));
        attachments.add(text("Records", "application/json", ".json", records(episode)));
        return attachments;
    }

    /** One JSON array with the lines of step.jsonl; of many the first and the last, which are whole in the run's folder. */
    static String records(Episode episode) {
        int steps = episode.steps().size();
        int last = Math.max(0, steps - KEPT_LAST);
        List<String> end = lines(episode, last, steps);
        int length = end.stream().mapToInt(String::length).sum();
        List<String> lines = new ArrayList<>();
        int next = 0;
        while (next < last) {
            String line = lines(episode, next, next + 1).get(0);
            if (length + line.length() > MOST_RECORDS) {
                lines.add("{\"left_out\":%d,\"whole\":\"step.jsonl\"}".formatted(last - next));
                break;
            }
            lines.add(line);
            length += line.length();
            next++;
        }
        lines.addAll(end);
        return "[\n" + String.join(",\n", lines) + "\n]\n";
    }

    private static List<String> lines(Episode episode, int from, int to) {
        return RunRecords.lines(episode.spec(), episode.steps().subList(from, to));
    }

    private Attachment text(String name, String type, String extension, String content) {
        String source = shared.source(
                content,
                extension,
                file -> lifecycle.writeAttachment(
                        file, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))));
        return new Attachment().setName(name).setType(type).setSource(source);
    }
}
