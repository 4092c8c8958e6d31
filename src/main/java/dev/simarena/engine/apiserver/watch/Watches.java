package dev.simarena.engine.apiserver.watch;

import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.message.Answers;
import dev.simarena.engine.apiserver.message.Status;
import dev.simarena.engine.apiserver.message.Subscription;
import dev.simarena.engine.apiserver.message.WatchAnswer;
import dev.simarena.engine.apiserver.message.WatchSink;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.FieldError;
import dev.simarena.engine.model.StatusDetails;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Let clients watch a world.
 *
 * <p>Requests are to be answered while nobody else uses the world; watches, once open, follow it by themselves.
 */
public final class Watches implements AutoCloseable {

    private final Delivery delivery = new Delivery();
    private final ChangeLogs logs;
    private final KeptLines kept = new KeptLines();

    /** Begin to note the changes of a world. */
    public Watches(World world) {
        logs = new ChangeLogs(world, delivery::changed);
    }

    /**
     * Answer the request for a watch; what is wrong with its version is told as an event, as the API server does.
     *
     * @throws ApiException 500 where the version is no number
     */
    public WatchAnswer answer(WatchRequest request) {
        long version = request.options().version();
        try {
            return new Answer(start(request, version));
        } catch (ApiException refusal) {
            return new Refusal(refusal);
        }
    }

    /**
     * Return the objects of a kind as they were at a version, in the order of their keys; snapshots, read only.
     *
     * @throws ApiException 410 where that is forgotten, 504 where it has not come yet
     */
    public List<ApiObject> at(Gvk stored, long version) {
        long present = logs.noted();
        if (version > present) {
            throw tooLarge(version, present);
        }
        List<ApiObject> objects = logs.of(stored).at(version, present);
        objects.sort(KeyOrder.INSTANCE);
        return objects;
    }

    /**
     * Forget all changes so far, as compaction and a restart of the API server do: who goes on from an earlier version gets
     * 410 Expired and has to list again.
     */
    public void forget() {
        logs.forget();
    }

    /** Wait until all watchers that are ready have been told of all changes so far; to be called by none of them. */
    public void flush() {
        delivery.flush();
    }

    /** Tell the present version to all watchers that allow it, as the API server does about once a minute. */
    public void tellVersions() {
        delivery.tellVersions();
    }

    /** Return how many watches are open. */
    public int open() {
        return delivery.open();
    }

    /** End all watches. */
    @Override
    public void close() {
        delivery.close();
    }

    private WatchStart start(WatchRequest request, long version) {
        Long seconds = request.options().timeoutSeconds();
        if (seconds != null && seconds < 0) {
            throw new ApiException(500, "InternalError", "context deadline exceeded");
        }
        ChangeLog log = logs.of(request.stored());
        long present = logs.noted();
        if (!request.options().initialEvents()) {
            // Without a version: from now on. After a version that has not come yet: only what comes after it.
            return new WatchStart(request, log, List.of(), version == 0 ? log.end() : log.after(version), version);
        }
        if (version > present) {
            throw tooLarge(version, present);
        }
        List<Version> initial = new ArrayList<>();
        for (Version current : log.current()) {
            if (request.selector().test(current.object())) {
                initial.add(current);
            }
        }
        initial.sort(Comparator.comparing(Version::object, KeyOrder.INSTANCE));
        return new WatchStart(request, log, initial, log.end(), present);
    }

    private static ApiException tooLarge(long version, long present) {
        String what = "Too large resource version";
        return new ApiException(
                504,
                "Timeout",
                "Timeout: %s: %d, current: %d".formatted(what, version, present),
                new StatusDetails("", "", "", List.of(new FieldError("ResourceVersionTooLarge", "", what)), 1));
    }

    /** Answer with events. */
    private final class Answer implements WatchAnswer {

        private final WatchStart start;

        Answer(WatchStart start) {
            this.start = start;
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Map<String, String> headers() {
            return Answers.headers(Answers.JSON);
        }

        @Override
        public Subscription open(WatchSink sink) {
            OpenWatch watch = new OpenWatch(start, logs, delivery, kept, sink);
            watch.open();
            return watch;
        }
    }

    /** Answer with one event that tells of an error. */
    private record Refusal(ApiException why) implements WatchAnswer {

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Map<String, String> headers() {
            return Answers.headers(Answers.JSON);
        }

        @Override
        public Subscription open(WatchSink sink) {
            sink.event(WatchForm.line("ERROR", Status.failure(why)));
            sink.end();
            return () -> {};
        }
    }
}
