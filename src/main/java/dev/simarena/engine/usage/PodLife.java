package dev.simarena.engine.usage;

import java.util.ArrayList;
import java.util.List;

/** Follow the containers of one pod whose usage counts. Times are microseconds since 1970. */
public final class PodLife {

    private final List<ContainerLife> containers = new ArrayList<>();

    /**
     * Start the containers.
     *
     * @param seed tells pods apart whose usage is drawn
     * @param restarts whether containers that end are restarted
     */
    public PodLife(UsageModel model, long seed, boolean restarts, long now) {
        for (int i = 0; i < model.containers().size(); i++) {
            containers.add(new ContainerLife(model.containers().get(i), seed + i, restarts, now));
        }
    }

    /** Copy the present state. */
    public PodLife(PodLife original) {
        original.containers.forEach(container -> containers.add(new ContainerLife(container)));
    }

    /** Return the containers in the pod's order. */
    public List<ContainerLife> containers() {
        return List.copyOf(containers);
    }

    /** Let happen what is due by now; returns whether anything did. */
    public boolean advance(long now) {
        boolean changed = false;
        for (ContainerLife container : containers) {
            while (container.advance(now)) {
                changed = true;
            }
        }
        return changed;
    }

    /** Return when something happens next, {@link UsageCurve#NEVER} where nothing will. */
    public long next(long now) {
        long next = UsageCurve.NEVER;
        for (ContainerLife container : containers) {
            next = Math.min(next, container.next(now));
        }
        return next;
    }

    /** Tell whether all containers are ready. */
    public boolean ready() {
        return containers.stream().allMatch(ContainerLife::ready);
    }

    /** Tell whether all containers have ended for good. */
    public boolean ended() {
        return containers.stream().noneMatch(container -> container.running() || container.waiting());
    }

    /** Return the restarts of all containers. */
    public int restarts() {
        return containers.stream().mapToInt(ContainerLife::restartCount).sum();
    }
}
