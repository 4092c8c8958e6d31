package dev.simarena.engine.model;

/**
 * Keep pods off a node unless they tolerate it.
 *
 * @param key key
 * @param value value, empty where there is none
 * @param effect NoSchedule, PreferNoSchedule or NoExecute
 */
public record Taint(String key, String value, String effect) {

    /** Taint that {@code spec.unschedulable} stands for. */
    public static final Taint UNSCHEDULABLE = new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");

    /** Tell whether the taint keeps pods from being placed, not only scores against it. */
    public boolean hard() {
        return effect.equals("NoSchedule") || effect.equals("NoExecute");
    }

    /** Tell whether the taint only scores. */
    public boolean soft() {
        return effect.equals("PreferNoSchedule");
    }
}
