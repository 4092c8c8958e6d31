package dev.simarena.engine.usage;

import org.jspecify.annotations.Nullable;

/**
 * Follow one container: it starts, becomes ready, is throttled, killed, and restarted after a back-off.
 *
 * <p>Its readiness probe fails while it would use more cpu than it gets, since it answers too late then.
 */
public final class ContainerLife {

    /** Exit code of a process killed by SIGKILL, and the reason the kubelet gives. */
    private static final int KILLED = 137;

    private static final String OUT_OF_MEMORY = "OOMKilled";

    private final ContainerUsage usage;
    private final long seed;
    private final boolean restarts;
    private final BackOff backOff;
    private boolean running;
    private boolean started;
    private boolean ready;
    private long since;
    private long killAt;
    private long startsAt;
    private long until;
    private int restartCount;
    private @Nullable Termination last;

    ContainerLife(ContainerUsage usage, long seed, boolean restarts, long now) {
        this.usage = usage;
        this.seed = seed;
        this.restarts = restarts;
        backOff = new BackOff();
        start(now);
    }

    ContainerLife(ContainerLife original) {
        usage = original.usage;
        seed = original.seed;
        restarts = original.restarts;
        backOff = new BackOff(original.backOff);
        running = original.running;
        started = original.started;
        ready = original.ready;
        since = original.since;
        killAt = original.killAt;
        startsAt = original.startsAt;
        until = original.until;
        restartCount = original.restartCount;
        last = original.last;
    }

    /** Return what is declared of it. */
    public ContainerUsage usage() {
        return usage;
    }

    /** Tell whether it runs; if not it waits for a restart or has ended for good. */
    public boolean running() {
        return running;
    }

    /** Tell whether its start has ended. */
    public boolean started() {
        return started;
    }

    /** Tell whether its readiness probe succeeds. */
    public boolean ready() {
        return ready;
    }

    /** Return since when it runs, in microseconds since 1970. */
    public long since() {
        return since;
    }

    /** Tell whether it waits for a restart. */
    public boolean waiting() {
        return !running && restarts;
    }

    /** Return how long the present back-off takes in all, in microseconds. */
    public long backOff() {
        return last == null ? 0 : backOff.length(last.finished());
    }

    public int restartCount() {
        return restartCount;
    }

    /** Return how it ended the last time, {@code null} where it never did. */
    public @Nullable Termination last() {
        return last;
    }

    /** Return the cpu it uses at a time, in milli. */
    public long cpu(long now) {
        return running ? usage.cpuAt(now - since, seed) : 0;
    }

    /** Return the memory it uses at a time, in bytes. */
    public long memory(long now) {
        return running ? usage.memoryAt(now - since, seed) : 0;
    }

    /** Tell whether it would use more cpu than it gets. */
    public boolean throttled(long now) {
        return running && usage.throttled(now - since, seed);
    }

    /** Return when something happens next. */
    long next(long now) {
        if (!running) {
            return restarts ? until : UsageCurve.NEVER;
        }
        long next = Math.min(killAt, started ? UsageCurve.NEVER : startsAt);
        long readyFrom = later(startsAt, usage.readiness());
        if (started && now < readyFrom) {
            return Math.min(next, readyFrom);
        }
        return started ? Math.min(next, later(since, usage.throttlingChanges(now - since, seed))) : next;
    }

    /** Let happen what is due; returns whether anything did. */
    boolean advance(long now) {
        if (!running) {
            if (!restarts || until > now) {
                return false;
            }
            backOff.restart(last == null ? now : last.finished(), now);
            restartCount++;
            start(now);
            return true;
        }
        if (killAt <= now) {
            if (usage.exceeds(now - since, seed)) {
                kill(now);
                return true;
            }
            killAt = later(since, usage.killed(now - since, seed));
        }
        boolean nowStarted = started || startsAt <= now;
        boolean nowReady =
                nowStarted && later(startsAt, usage.readiness()) <= now && !usage.throttled(now - since, seed);
        boolean changed = nowStarted != started || nowReady != ready;
        started = nowStarted;
        ready = nowReady;
        return changed;
    }

    private void start(long now) {
        running = true;
        started = false;
        ready = false;
        since = now;
        killAt = later(now, usage.killed(0, seed));
        startsAt = later(now, usage.startEnds(seed));
    }

    private void kill(long now) {
        last = new Termination(KILLED, OUT_OF_MEMORY, since, now);
        running = false;
        started = false;
        ready = false;
        until = restarts ? backOff.next(now) : UsageCurve.NEVER;
    }

    private static long later(long time, long duration) {
        return time == UsageCurve.NEVER || duration == UsageCurve.NEVER ? UsageCurve.NEVER : time + duration;
    }
}
