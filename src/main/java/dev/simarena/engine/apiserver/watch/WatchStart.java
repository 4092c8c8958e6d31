package dev.simarena.engine.apiserver.watch;

import java.util.List;

/**
 * Hold where a watch begins, fixed at the moment of its request.
 *
 * @param request what was asked for
 * @param log log to follow
 * @param initial objects to tell first
 * @param next number of the change to look at first
 * @param version version whose changes, and all before it, the watcher knows
 */
record WatchStart(WatchRequest request, ChangeLog log, List<Version> initial, long next, long version) {

    /** The API server ends watches that name no time after 30 to 60 minutes. */
    private static final long DEFAULT_SECONDS = 45 * 60;

    /** Return after how many seconds to end. */
    long seconds() {
        Long asked = request.options().timeoutSeconds();
        return asked == null || asked == 0 ? DEFAULT_SECONDS : asked;
    }

    /** Return the version for a bookmark: what was noted, but never less than what the watcher knows. */
    long bookmarkVersion(long noted) {
        return Math.max(noted, version);
    }
}
