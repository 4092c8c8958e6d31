package dev.simarena.engine.apiserver.http;

import io.netty.channel.ChannelFuture;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
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

    /** Give up a client that does not take its answer, or does not send its request. */
    void cut() {
        if (request.version() == HttpVersion.HTTP_2) {
            response().reset();
        } else if (request.connection() instanceof ConnectionBase connection) {
            // closing in the usual way would wait until the client has taken everything
            ChannelFuture unused =
                    connection.channel().pipeline().firstContext().close();
        }
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
