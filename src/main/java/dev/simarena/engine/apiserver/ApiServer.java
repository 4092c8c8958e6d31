package dev.simarena.engine.apiserver;

import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.apply.ServedTypes;
import dev.simarena.engine.apiserver.crd.Definitions;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.resource.ResourceRegistry;
import dev.simarena.engine.apiserver.watch.Watches;
import dev.simarena.engine.model.ApiException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serve a world as the API server of Kubernetes does, without a socket.
 *
 * <p>Safe for use by several threads at once: each request has the world for itself, in the order in which they came.
 * Time stands still unless somebody moves it by {@link #exclusively}.
 */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final World world;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final ResourceRegistry registry = new ResourceRegistry();
    private final Definitions definitions;
    private final Watches watches;
    private final Dispatcher dispatcher;

    /** Serve a world, which from now on is touched by {@link #exclusively} only. */
    public ApiServer(World world) {
        this.world = world;
        // First who manages what is known, then changes are taken down.
        ServedTypes types = new ServedTypes(registry);
        definitions = new Definitions(world, registry, types);
        ServedObjects objects = new ServedObjects(world, types, definitions);
        watches = new Watches(world);
        dispatcher = new Dispatcher(objects, registry, definitions, watches);
    }

    /** Return the world that is served. */
    public World world() {
        return world;
    }

    /** Return the resources that are served; to be used within {@link #exclusively}. */
    public ResourceRegistry registry() {
        return registry;
    }

    /** Return the kinds that are defined in the world; to be used within {@link #exclusively}. */
    public Definitions definitions() {
        return definitions;
    }

    /** Return the watches of clients. */
    public Watches watches() {
        return watches;
    }

    /** Answer a request; whatever is wrong with it, the answer is a Status object. */
    public ApiResponse handle(ApiRequest request) {
        ApiResponse response = answer(request);
        // Whoever asks for the head only gets nothing else.
        return request.method().equals("HEAD") && response instanceof Answer answer
                ? new Answer(answer.status(), answer.headers(), new byte[0])
                : response;
    }

    private ApiResponse answer(ApiRequest request) {
        lock.lock();
        try {
            definitions.refresh();
            ApiResponse response = dispatcher.answer(request);
            definitions.refresh();
            return response;
        } catch (ApiException e) {
            return Presenter.failure(request, e);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            LOG.error("Request [{} {}] failed inside the API server.", request.method(), request.path(), e);
            return Presenter.failure(
                    request,
                    new ApiException(
                            500,
                            "InternalError",
                            "Internal error occurred: " + e.getClass().getSimpleName()));
        } finally {
            lock.unlock();
        }
    }

    /** Do something with the world while no request is served. */
    public <T> T exclusively(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** End everything that still runs; requests that come later are answered all the same. */
    @Override
    public void close() {
        watches.close();
    }
}
