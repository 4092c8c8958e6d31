package dev.simarena.engine.scheduler;

import java.util.ArrayList;
import java.util.List;

/** Collect why one node cannot take one pod. */
final class Rejection {

    private final String plugin;
    private final List<String> reasons = new ArrayList<>();
    private boolean hopeless;

    Rejection(String plugin) {
        this.plugin = plugin;
    }

    /** Return the name of the plugin that rejects. */
    String plugin() {
        return plugin;
    }

    /** Add a reason that would go away if pods left the node. */
    void add(String reason) {
        reasons.add(reason);
    }

    /** Add a reason that no preemption can cure. */
    void addHopeless(String reason) {
        reasons.add(reason);
        hopeless = true;
    }

    List<String> reasons() {
        return reasons;
    }

    /** Tell whether preemption cannot help on this node. */
    boolean hopeless() {
        return hopeless;
    }
}
