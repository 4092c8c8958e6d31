package dev.simarena.engine.apiserver.clock;

/** Read how much time passes outside of worlds. */
final class WallClock {

    private WallClock() {}

    /** Return a reading of the stopwatch in nanoseconds. */
    static long nanos() {
        return System.nanoTime();
    }
}
