package dev.simarena.report.history;

import dev.simarena.episode.AtomicFile;
import dev.simarena.episode.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keep one JSON line for each episode of each run, oldest first.
 *
 * <p>Runs that end at once wait for each other by the lock of a file beside it. A line that a crash tore is left alone and
 * counted when the file is read. A file that grows beyond 32 MiB loses its oldest half, whole lines only.
 */
public final class HistoryFile {

    /** Size in bytes beyond which a file is cut. */
    static final long MOST = 32L << 20;

    /** A folder that is made for the file keeps itself out of version control. */
    private static final String IGNORED = "*\n";

    private final Path file;
    private final long most;

    /** Name the file; it need not exist. */
    public HistoryFile(Path file) {
        this(file, MOST);
    }

    HistoryFile(Path file, long most) {
        this.file = file.toAbsolutePath();
        this.most = most;
    }

    /**
     * Hold what a file says.
     *
     * @param entries oldest first
     * @param unreadable number of lines that are torn, or of a version that is too new
     */
    public record Content(List<HistoryEntry> entries, int unreadable) {

        public Content {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Read the file; one that does not exist is empty.
     *
     * @throws ConfigurationException when it exists and cannot be read
     */
    public Content read() {
        List<HistoryEntry> entries = new ArrayList<>();
        int unreadable = 0;
        for (String line : lines()) {
            Optional<HistoryEntry> entry = HistoryJson.entry(line);
            entry.ifPresent(entries::add);
            unreadable += entry.isPresent() ? 0 : 1;
        }
        return new Content(entries, unreadable);
    }

    private List<String> lines() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            // not readAllLines: bytes that are no UTF-8 spoil their line only
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException(HistoryMessages.notRead(file, e), e);
        }
    }

    /**
     * Add the episodes of a run in the order of their keys; nothing is written for none.
     *
     * @throws UncheckedIOException when that is not possible
     */
    public void append(Collection<HistoryEntry> entries) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        entries.stream()
                .sorted(Comparator.comparing(HistoryEntry::key))
                .forEach(entry -> lines.writeBytes(HistoryJson.line(entry)));
        appendLines(lines.toByteArray());
    }

    /**
     * Add what other files have and this one has not, for example those of shards that all began with a copy of this one.
     *
     * @return number of lines added
     * @throws ConfigurationException when one of them cannot be read
     * @throws UncheckedIOException when this one cannot be written
     */
    public int merge(List<Path> others) {
        Set<String> known = new LinkedHashSet<>(lines());
        List<HistoryEntry> added = new ArrayList<>();
        for (Path other : others) {
            for (String line : new HistoryFile(other, most).lines()) {
                if (known.add(line)) {
                    HistoryJson.entry(line).ifPresent(added::add);
                }
            }
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        added.stream()
                .sorted(Comparator.comparing((HistoryEntry entry) -> entry.run().time()))
                .forEach(entry -> lines.writeBytes(HistoryJson.line(entry)));
        appendLines(lines.toByteArray());
        return added.size();
    }

    private void appendLines(byte[] lines) {
        if (lines.length == 0) {
            return;
        }
        try {
            makeFolder();
            // threads of one JVM cannot wait for each other by a lock on a file
            synchronized (HistoryFile.class) {
                Path lock = file.resolveSibling(file.getFileName() + ".lock");
                try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var held = channel.lock()) {
                    held.isValid();
                    write(lines);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(HistoryMessages.notWritten(file, e), e);
        }
    }

    private void makeFolder() throws IOException {
        Path folder = file.getParent();
        if (folder != null && !Files.exists(folder)) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(".gitignore"), IGNORED);
        }
    }

    private void write(byte[] lines) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            channel.position(end);
            ByteBuffer buffer = ByteBuffer.allocate(lines.length + 1);
            if (end > 0 && !endsLine(channel, end)) {
                buffer.put((byte) '\n');
            }
            buffer.put(lines).flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
        if (Files.size(file) > most) {
            cut();
        }
    }

    private static boolean endsLine(FileChannel channel, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.read(last, end - 1) == 1 && last.get(0) == '\n';
    }

    /** Drop the oldest lines until half of what is allowed is left. */
    private void cut() throws IOException {
        byte[] all = Files.readAllBytes(file);
        int start = (int) (all.length - most / 2);
        while (start < all.length && all[start - 1] != '\n') {
            start++;
        }
        AtomicFile.write(file, Arrays.copyOfRange(all, start, all.length));
    }
}
