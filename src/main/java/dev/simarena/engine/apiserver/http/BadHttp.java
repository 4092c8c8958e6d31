package dev.simarena.engine.apiserver.http;

import dev.simarena.engine.model.ApiException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** Say why bytes are no request. */
final class BadHttp {

    private BadHttp() {}

    static ApiException why(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpHeaderException) {
            return new ApiException(431, "", "Request Header Fields Too Large");
        }
        if (cause instanceof TooLongHttpLineException) {
            return new ApiException(414, "", "URI Too Long");
        }
        return ApiException.badRequest("Bad Request");
    }
}
