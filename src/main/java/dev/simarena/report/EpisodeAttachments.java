package dev.simarena.report;

import dev.simarena.episode.Episode;
import dev.simarena.episode.RunRecords;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Attachment;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Write what is attached to an episode in the report: chart, trace diff, story and records. */
final class EpisodeAttachments {

    private final AllureLifecycle lifecycle;

    EpisodeAttachments(AllureLifecycle lifecycle) {
        this.lifecycle = lifecycle;
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

    /** One JSON array with the lines of step.jsonl. */
    private static String records(Episode episode) {
        return "[\n" + String.join(",\n", RunRecords.lines(episode)) + "\n]\n";
    }

    private Attachment text(String name, String type, String extension, String content) {
        String source = UUID.randomUUID() + "-attachment" + extension;
        lifecycle.writeAttachment(source, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        return new Attachment().setName(name).setType(type).setSource(source);
    }
}
