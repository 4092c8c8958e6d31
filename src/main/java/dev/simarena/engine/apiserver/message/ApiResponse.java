package dev.simarena.engine.apiserver.message;

import java.util.Map;

/** Answer a request, at once or for as long as somebody watches. */
public sealed interface ApiResponse permits Answer, WatchAnswer {

    /** Return the HTTP status. */
    int status();

    /** Return the headers by lower-case name; several values of one are separated by line feeds. */
    Map<String, String> headers();
}
