package dev.simarena.report;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Write equal attachments of a run once: they are named after their content, and episodes share the file. */
public final class SharedAttachments {

    private final String runId;
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    /**
     * Begin with none.
     *
     * @param runId part of every name, so that results of several runs can lie in one folder
     */
    public SharedAttachments(String runId) {
        this.runId = runId;
    }

    /**
     * Return the name of the file with this content.
     *
     * @param extension end of the name, for example {@code .svg}
     * @param writer writes the file; asked only for the first of equal attachments
     */
    String source(String content, String extension, Consumer<String> writer) {
        String name = UUID.nameUUIDFromBytes((runId + "\n" + content).getBytes(StandardCharsets.UTF_8)) + "-attachment"
                + extension;
        if (written.add(name)) {
            writer.accept(name);
        }
        return name;
    }
}
