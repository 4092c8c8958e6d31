package dev.simarena.episode;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Hold when an episode was playing.
 *
 * @param start nanoseconds on the machine's running clock
 * @param end nanoseconds on the same clock, not before the start
 */
record WallSpan(long start, long end) {

    /** Add up the time that spans cover together: what one would read off a clock while they play at once. */
    static Duration covered(List<WallSpan> spans) {
        long covered = 0;
        long until = Long.MIN_VALUE;
        for (WallSpan span :
                spans.stream().sorted(Comparator.comparingLong(WallSpan::start)).toList()) {
            covered += Math.max(0, span.end() - Math.max(until, span.start()));
            until = Math.max(until, span.end());
        }
        return Duration.ofNanos(covered);
    }
}
