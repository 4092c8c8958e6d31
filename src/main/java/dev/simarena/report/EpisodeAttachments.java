package dev.simarena.report;

import dev.simarena.episode.Episode;
import dev.simarena.episode.RunRecords;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Attachment;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Write what is attached to an episode in the report: chart, trace diff, story and records. */
final class EpisodeAttachments {

    /** Number of bytes of records beyond which steps in the middle are left out. */
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
        attachments.add(attachment("Records", "application/json", ".json", recordsUtf8(episode)));
        return attachments;
    }

    /** One JSON array with the lines of step.jsonl; of many the first and the last, which are whole in the run's folder. */
    static String records(Episode episode) {
        return new String(recordsUtf8(episode), StandardCharsets.UTF_8);
    }

    private static byte[] recordsUtf8(Episode episode) {
        int steps = episode.steps().size();
        int last = Math.max(0, steps - KEPT_LAST);
        List<byte[]> end = lines(episode, last, steps);
        int length = end.stream().mapToInt(line -> line.length - 1).sum();
        List<byte[]> lines = new ArrayList<>();
        int next = 0;
        while (next < last) {
            byte[] line = lines(episode, next, next + 1).get(0);
            if (length + line.length - 1 > MOST_RECORDS) {
                lines.add("{\"left_out\":%d,\"whole\":\"step.jsonl\"}\n"
                        .formatted(last - next)
                        .getBytes(StandardCharsets.UTF_8));
                break;
            }
            lines.add(line);
            length += line.length - 1;
            next++;
        }
        lines.addAll(end);
        return array(lines, length);
    }

    /** Join lines, each with its line feed, to a JSON array. */
    private static byte[] array(List<byte[]> lines, int length) {
        ByteArrayOutputStream array = new ByteArrayOutputStream(length + 2 * lines.size() + 100);
        array.writeBytes(new byte[] {'[', '\n'});
        for (int i = 0; i < lines.size(); i++) {
            byte[] line = lines.get(i);
            array.write(line, 0, line.length - 1);
            array.writeBytes(i < lines.size() - 1 ? new byte[] {',', '\n'} : new byte[] {'\n'});
        }
        array.writeBytes(new byte[] {']', '\n'});
        return array.toByteArray();
    }

    private static List<byte[]> lines(Episode episode, int from, int to) {
        return RunRecords.linesUtf8(episode.spec(), episode.steps().subList(from, to));
    }

    private Attachment text(String name, String type, String extension, String content) {
        return attachment(name, type, extension, content.getBytes(StandardCharsets.UTF_8));
    }

    private Attachment attachment(String name, String type, String extension, byte[] content) {
        String source = shared.source(content, extension, lifecycle);
        return new Attachment().setName(name).setType(type).setSource(source);
    }
}
