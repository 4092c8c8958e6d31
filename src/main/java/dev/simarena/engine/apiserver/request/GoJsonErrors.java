package dev.simarena.engine.apiserver.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** Say what is wrong with JSON in the words of Go. */
final class GoJsonErrors {

    private GoJsonErrors() {}

    static String text(JsonProcessingException error, byte[] body) {
        if (error instanceof JsonEOFException || body.length == 0) {
            return "unexpected end of JSON input";
        }
        long offset = error.getLocation() == null ? -1 : error.getLocation().getByteOffset();
        int at = (int) Math.min(Math.max(0, offset - 1), body.length - 1);
        return "invalid character '%c' looking for beginning of value".formatted((char) (body[at] & 0xFF));
    }
}
