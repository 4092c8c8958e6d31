package dev.simarena.episode;

/** Name the two layouts of the state vector; formulas in the documentation of the state vector. */
public enum StateSpace {
    /** Pending, missing and replicas divided by 5, 5 and 8. */
    BASE,
    /** Pending, missing and replicas divided by 15. */
    SCALE
}
