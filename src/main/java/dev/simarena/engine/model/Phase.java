package dev.simarena.engine.model;

import java.util.Locale;

/** Name the phases of a pod. */
public enum Phase {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED;

    private final String text = name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);

    /** Tell whether the pod has ended. */
    public boolean terminal() {
        return this == SUCCEEDED || this == FAILED;
    }

    /** Return Kubernetes' spelling, for example {@code Pending}. */
    @Override
    public String toString() {
        return text;
    }
}
