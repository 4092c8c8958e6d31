package dev.simarena.trace;

/** Tell when a traced pod ran; times are unix seconds. */
public sealed interface Lifecycle {

    /** A pod that was still running at the end of the trace. */
    record Running(long start) implements Lifecycle {}

    /** A pod whose containers all ended. */
    record Finished(long start, long end) implements Lifecycle {}

    /** A pod that never started. */
    record Empty() implements Lifecycle {}
}
