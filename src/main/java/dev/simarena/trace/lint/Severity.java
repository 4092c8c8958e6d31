package dev.simarena.trace.lint;

import java.util.Locale;

/** Tell how bad a finding is. */
public enum Severity {
    /** The trace plays, though not as it was recorded, or with ballast. */
    WARNING,
    /** SimKube refuses the trace, its driver stops, or pods of the trace cannot be created or scheduled. */
    ERROR;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
