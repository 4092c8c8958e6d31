package dev.simarena.engine.apiserver.http;

import dev.simarena.engine.apiserver.message.ApiRequest;

/** Say for how long a watch is kept open; a client that waits does so by the clock on the wall. */
final class WatchTimes {

    private WatchTimes() {}

    /** Return the seconds a client asked for, 1 or more; {@value Limits#WATCH_SECONDS} where it named none. */
    static long seconds(ApiRequest request) {
        String asked = request.parameter("timeoutSeconds");
        try {
            long seconds = asked.isEmpty() ? 0 : Long.parseLong(asked);
            return seconds > 0 ? Math.min(seconds, Integer.MAX_VALUE) : Limits.WATCH_SECONDS;
        } catch (NumberFormatException e) {
            return Limits.WATCH_SECONDS;
        }
    }
}
