package dev.simarena.report;

import dev.simarena.episode.Episode;
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
            attachments.add(chart(episode));
        }
        String diff = TraceDiff.of(
                episode.spec().traceName(),
                episode.spec().trace().events(),
                episode.finalTrace().events());
        attachments.add(text("Trace diff", "text/plain", ".txt", diff));
        attachments.add(text("Story", "text/plain", ".txt", EpisodeStory.of(episode, command)));
        attachments.add(text("Records", "application/json", ".json", EpisodeJson.of(episode)));
        return attachments;
    }

    private Attachment chart(Episode episode) {
        try {
            return bytes("Chart", "image/png", ".png", EpisodeChart.png(episode));
        } catch (LinkageError | InternalError | RuntimeException e) {
            // a JDK without fonts or without its drawing libraries can play episodes all the same
            String why =
                    "Chart [%s] could not be drawn: %s. Install fontconfig and a font, or use a JDK that is not headless-only."
                            .formatted(episode.spec().traceName(), e);
            return text("Chart", "text/plain", ".txt", why);
        }
    }

    private Attachment text(String name, String type, String extension, String content) {
        return bytes(name, type, extension, content.getBytes(StandardCharsets.UTF_8));
    }

    private Attachment bytes(String name, String type, String extension, byte[] content) {
        // named after what is in it: equal attachments are one file
        String source = UUID.nameUUIDFromBytes(content) + "-attachment" + extension;
        lifecycle.writeAttachment(source, new ByteArrayInputStream(content));
        return new Attachment().setName(name).setType(type).setSource(source);
    }
}
