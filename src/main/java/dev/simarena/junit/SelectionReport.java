package dev.simarena.junit;

import java.util.concurrent.atomic.AtomicBoolean;

/** Let the faults of a selection be reported once in a run. */
final class SelectionReport {

    private final AtomicBoolean reported = new AtomicBoolean();

    boolean isFirst() {
        return reported.compareAndSet(false, true);
    }
}
