package dev.simarena.engine.admission;

/**
 * Hold the priority admission gives a pod.
 *
 * @param name name of the PriorityClass, empty where none applies
 * @param value priority
 * @param preemptionPolicy {@code PreemptLowerPriority} or {@code Never}
 */
record PriorityChoice(String name, int value, String preemptionPolicy) {

    /** What a pod gets where there is no class. */
    static final PriorityChoice NONE = new PriorityChoice("", 0, "PreemptLowerPriority");
}
