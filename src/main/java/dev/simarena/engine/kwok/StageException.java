package dev.simarena.engine.kwok;

import org.jspecify.annotations.Nullable;

/** Tell what is wrong with a stage that a user wrote. */
public final class StageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private StageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static StageException of(String stage, String what) {
        return new StageException("Stage [%s] %s".formatted(stage, what), null);
    }

    static StageException of(String stage, String what, Throwable cause) {
        return new StageException("Stage [%s] %s".formatted(stage, what), cause);
    }

    static StageException document(String what, @Nullable Throwable cause) {
        return new StageException(what, cause);
    }
}
