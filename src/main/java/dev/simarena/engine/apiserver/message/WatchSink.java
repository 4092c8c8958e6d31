package dev.simarena.engine.apiserver.message;

/** Take the events of a watch. */
public interface WatchSink {

    /** Take one event: a whole line of JSON with its line feed; read only. */
    void event(byte[] frame);

    /**
     * Tell whether one more event can be taken now.
     *
     * <p>Where it cannot, events wait until {@link Subscription#resume}; who lets them wait too long is ended.
     */
    default boolean ready() {
        return true;
    }

    /** Learn that there will be no more events. */
    void end();
}
