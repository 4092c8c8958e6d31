package dev.simarena.engine.apiserver.message;

/** Go on with a watch, or end it. */
public interface Subscription extends AutoCloseable {

    /** Go on telling after the sink was not ready; does nothing where it was. */
    default void resume() {}

    /** Tell of no more changes; closing again does nothing. */
    @Override
    void close();
}
