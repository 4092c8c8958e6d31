package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.Subscription;
import dev.simarena.engine.apiserver.message.WatchAnswer;
import dev.simarena.engine.apiserver.message.WatchSink;
import java.util.ArrayList;
import java.util.List;

/** Watch an API server and keep what is told. */
final class WatchedEvents implements WatchSink, AutoCloseable {

    private final ApiServer server;
    private final List<JsonNode> events = new ArrayList<>();
    private final Subscription subscription;
    private volatile boolean ended;

    private WatchedEvents(ApiServer server, String target) {
        this.server = server;
        subscription = ((WatchAnswer) server.handle(ApiRequest.get(target))).open(this);
    }

    /** Begin to watch. */
    static WatchedEvents of(ApiServer server, String target) {
        return new WatchedEvents(server, target);
    }

    /** Return what was told so far. */
    List<JsonNode> all() {
        server.watches().flush();
        synchronized (events) {
            return new ArrayList<>(events);
        }
    }

    /** Return what was told so far as {@code TYPE name@version}. */
    List<String> texts() {
        return all().stream().map(WatchedEvents::text).toList();
    }

    boolean ended() {
        return ended;
    }

    private static String text(JsonNode event) {
        JsonNode metadata = event.at("/object/metadata");
        return "%s %s@%s"
                .formatted(
                        event.path("type").asText(),
                        metadata.path("name").asText("-"),
                        metadata.path("resourceVersion").asText("-"));
    }

    @Override
    public void event(byte[] frame) {
        synchronized (events) {
            events.add(TranscriptEntry.read(frame));
        }
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public void close() {
        subscription.close();
    }
}
