package dev.simarena.engine.apiserver.proto;

import dev.simarena.trace.Gvk;
import org.jspecify.annotations.Nullable;

/** Signal that a body is no object in protobuf. */
public final class ProtobufException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Gvk kind;

    ProtobufException(String message, @Nullable Gvk kind) {
        super(message);
        this.kind = kind;
    }

    ProtobufException(String message) {
        this(message, null);
    }

    /** Return the kind that the body claims to hold, {@code null} where it was not even to be found out. */
    public @Nullable Gvk kind() {
        return kind;
    }

    /** Return what is wrong. */
    public String why() {
        return String.valueOf(getMessage());
    }

    ProtobufException of(Gvk claimed) {
        return new ProtobufException(why(), claimed);
    }
}
