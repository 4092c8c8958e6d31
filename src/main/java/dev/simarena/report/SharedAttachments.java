package dev.simarena.report;

import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.util.PropertiesUtils;
import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Write equal attachments of a run once: they are named after their content, and episodes share the file.
 *
 * <p>Allure makes its folder anew for each file, which costs two exceptions with the deep stacks of tests. Once it has
 * written one attachment where it is told to, the others are put beside it without asking.
 */
public final class SharedAttachments {

    private static final String DIRECTORY = "allure.results.directory";
    private static final String DEFAULT_DIRECTORY = "allure-results";

    private final byte[] runId;
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    /** Where attachments go, {@code null} before the first one. */
    private volatile @Nullable Place place;

    /**
     * What was seen of a lifecycle.
     *
     * @param folder where it writes, {@code null} where that is not known
     */
    private record Place(
            AllureLifecycle lifecycle, @Nullable Path folder) {}

    /**
     * Begin with none.
     *
     * @param runId part of every name, so that results of several runs can lie in one folder
     */
    public SharedAttachments(String runId) {
        this.runId = (runId + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Return the name of the file with this content; only the first of equal attachments is written.
     *
     * @param extension end of the name, for example {@code .svg}
     */
    String source(byte[] content, String extension, AllureLifecycle lifecycle) {
        byte[] named = Arrays.copyOf(runId, runId.length + content.length);
        System.arraycopy(content, 0, named, runId.length, content.length);
        String name = UUID.nameUUIDFromBytes(named) + "-attachment" + extension;
        if (written.add(name)) {
            write(name, content, lifecycle);
        }
        return name;
    }

    @SuppressWarnings("ReferenceEquality") // another lifecycle writes elsewhere
    private void write(String name, byte[] content, AllureLifecycle lifecycle) {
        Place known = place;
        if (known == null || known.lifecycle() != lifecycle) {
            lifecycle.writeAttachment(name, new ByteArrayInputStream(content));
            Path folder = Path.of(PropertiesUtils.loadAllureProperties().getProperty(DIRECTORY, DEFAULT_DIRECTORY));
            place = new Place(lifecycle, Files.exists(folder.resolve(name)) ? folder : null);
        } else if (!written(known.folder(), name, content)) {
            lifecycle.writeAttachment(name, new ByteArrayInputStream(content));
        }
    }

    private static boolean written(@Nullable Path folder, String name, byte[] content) {
        if (folder == null) {
            return false;
        }
        Path file = folder.resolve(name);
        try (OutputStream out = new FileOutputStream(file.toFile())) {
            out.write(content);
            return true;
        } catch (IOException e) {
            // Allure says it better
            return deleted(file);
        }
    }

    /** Allure writes no file that is there; always false. */
    private static boolean deleted(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // what it cannot write either, it tells
        }
        return false;
    }
}
