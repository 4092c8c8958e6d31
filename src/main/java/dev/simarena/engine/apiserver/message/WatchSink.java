package dev.simarena.engine.apiserver.message;

/** Take the events of a watch. */
public interface WatchSink {

    /** Take one event: a whole line of JSON with its line feed; read only. */
    void event(byte[] frame);

    /** Learn that there will be no more events. */
    void end();
}
