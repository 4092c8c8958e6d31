package dev.simarena.engine.model;

/** Say which of several equally good nodes gets a pod. */
public enum TieBreak {
    /** The first in the order in which nodes are visited: what kube-scheduler 1.35 and later do in nearly all cases. */
    FIRST,
    /** Each with the same chance, drawn from the world's seed: what kube-scheduler up to 1.34 does. */
    SEEDED_UNIFORM
}
