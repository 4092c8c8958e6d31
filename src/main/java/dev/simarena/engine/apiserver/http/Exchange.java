package dev.simarena.engine.apiserver.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;

/** Know when a request is over, whether it was answered to its end or its client went away; used by one thread. */
final class Exchange {

    private final HttpServerRequest request;
    private final List<Runnable> atEnd = new ArrayList<>(2);
    private boolean over;

    Exchange(HttpServerRequest request) {
        this.request = request;
        HttpServerResponse response = request.response();
        response.endHandler(end -> end());
        response.closeHandler(gone -> end());
        response.exceptionHandler(lost -> end());
    }

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return request.response();
    }

    /** Tell whether nothing can be answered any more. */
    boolean over() {
        return over || response().ended() || response().closed();
    }

    /** Do something once when it is over, at once where it is. */
    void atEnd(Runnable work) {
        if (over) {
            work.run();
        } else {
            atEnd.add(work);
        }
    }

    private void end() {
        if (!over) {
            over = true;
            atEnd.forEach(Runnable::run);
            atEnd.clear();
        }
    }
}
