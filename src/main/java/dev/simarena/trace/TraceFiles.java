package dev.simarena.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Read and write trace files: SimKube v2 MessagePack, its JSON view, and the repairable "version 1" files.
 *
 * <p>Whether a file is MessagePack or JSON is told by its content, not by its name.
 */
public final class TraceFiles {

    /** The largest file that is read; an array in memory holds no more. */
    static final long MAX_BYTES = Integer.MAX_VALUE - 8L;

    private TraceFiles() {}

    /**
     * Read a trace file.
     *
     * @return the trace, and what had to be repaired so that SimKube would load it too
     * @throws TraceFormatException when the file is not a trace or cannot be read; says file, offset and reason
     */
    public static LoadedTrace load(Path file) {
        String path = file.toString();
        try {
            if (!Files.exists(file)) {
                throw unreadable(path, -1, TraceMessages.missingFile(), TraceMessages.CHECK_PATH, null);
            }
            if (!Files.isRegularFile(file)) {
                throw unreadable(path, -1, TraceMessages.notAFile(), TraceMessages.CHECK_PATH, null);
            }
            if (Files.size(file) > MAX_BYTES) {
                String reason = TraceMessages.tooLarge(Files.size(file));
                throw unreadable(path, -1, reason, TraceMessages.SHORTEN, null);
            }
            String name = String.valueOf(file.getFileName());
            return parse(Files.readAllBytes(file), path, name);
        } catch (IOException e) {
            throw unreadable(path, -1, String.valueOf(e), TraceMessages.CHECK_PATH, e);
        }
    }

    /**
     * Read a trace from bytes.
     *
     * @param name name of the trace, also used in messages
     * @throws TraceFormatException when the bytes are not a trace; says name, offset and reason
     */
    public static LoadedTrace read(byte[] bytes, String name) {
        return parse(bytes.clone(), name, name);
    }

    private static LoadedTrace parse(byte[] bytes, String file, String name) {
        TraceParts parts = new TraceParts();
        boolean json = looksLikeJson(bytes);
        try {
            if (bytes.length == 0) {
                throw TraceFault.at(0L, TraceMessages.empty(), TraceMessages.FETCH_AGAIN);
            }
            if (json) {
                TraceJson.read(bytes, parts);
            } else {
                TraceMessagePack.read(bytes, parts);
            }
            Trace trace = parts.join(json ? null : bytes);
            return new LoadedTrace(name, trace, parts.repairs());
        } catch (TraceFault fault) {
            long offset = fault.offset();
            if (fault.place() != null) {
                offset = json
                        ? PlaceFinder.inJson(bytes, fault.place())
                        : PlaceFinder.inMessagePack(bytes, fault.place());
            }
            throw unreadable(file, offset, fault.reason(), fault.advice(), fault.getCause());
        }
    }

    /** JSON begins with a brace, white space or a byte-order mark; MessagePack maps and lists begin with none of them. */
    private static boolean looksLikeJson(byte[] bytes) {
        return bytes.length > 0
                && switch (bytes[0]) {
                    case '{', '[', ' ', '\t', '\r', '\n', (byte) 0xef -> true;
                    default -> false;
                };
    }

    /**
     * Write a trace as SimKube's MessagePack.
     *
     * @throws TraceFormatException when SimKube would refuse to load it; nothing is written then
     * @throws UncheckedIOException when the file cannot be written
     */
    public static void write(Trace trace, Path file) {
        try {
            Files.write(file, trace.encoded());
        } catch (IOException e) {
            throw new UncheckedIOException(TraceMessages.unwritableFile(file, e), e);
        }
    }

    /**
     * Write a trace over a file in the form that the file has, MessagePack or JSON; whole, or not at all.
     *
     * @throws TraceFormatException when SimKube would refuse to load it; the file stays as it was then
     * @throws UncheckedIOException when the file cannot be read or written
     */
    public static void replace(Trace trace, Path file) {
        try {
            boolean json = looksLikeJson(Files.readAllBytes(file));
            byte[] written = json ? toJson(trace).getBytes(StandardCharsets.UTF_8) : trace.encoded();
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.write(beside, written);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(TraceMessages.unwritableFile(file, e), e);
        }
    }

    /** Return the JSON view of a trace, indented and in the order of the trace: equal traces give equal texts. */
    public static String toJson(Trace trace) {
        return TraceJson.write(trace);
    }

    static TraceFormatException unwritable(String reason, String advice) {
        return new TraceFormatException("in memory", -1, TraceMessages.unwritable(reason, advice), null);
    }

    private static TraceFormatException unreadable(
            String file, long offset, String reason, String advice, @Nullable Throwable cause) {
        return new TraceFormatException(file, offset, TraceMessages.unreadable(file, offset, reason, advice), cause);
    }
}
