package dev.simarena.engine.apiserver.message;

/** Tell of changes until somebody ends it. */
public non-sealed interface WatchAnswer extends ApiResponse {

    /**
     * Begin to tell of changes.
     *
     * @param sink who is told; called by one thread at a time and under no lock of the world
     */
    Subscription open(WatchSink sink);
}
