package dev.simarena.engine.apiserver.message;

/** End a watch. */
public interface Subscription extends AutoCloseable {

    /** Tell of no more changes; closing again does nothing. */
    @Override
    void close();
}
