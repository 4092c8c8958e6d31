package dev.simarena.trace;

import org.jspecify.annotations.Nullable;

/** Signal that a trace file cannot be read; says file, offset and reason. */
public class TraceFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;

    /** Say which file is wrong, where, and why. */
    public TraceFormatException(String file, long offset, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.file = file;
        this.offset = offset;
    }

    /** Return the name of the file. */
    public String file() {
        return file;
    }

    /** Return the byte offset of the fault, -1 where it has none. */
    public long offset() {
        return offset;
    }
}
