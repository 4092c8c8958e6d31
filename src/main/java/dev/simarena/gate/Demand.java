package dev.simarena.gate;

/** Say what a comparison demands of its candidate. */
public enum Demand {
    /** Non-inferiority: the mean difference from the baseline is not below minus the margin. */
    NOT_WORSE,
    /** Superiority: the mean difference from the baseline is above the margin. */
    BETTER
}
