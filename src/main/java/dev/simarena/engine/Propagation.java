package dev.simarena.engine;

/** Say what happens to the dependents of an object that is deleted. */
public enum Propagation {
    /** The object goes first, its dependents after it. */
    BACKGROUND,
    /** Dependents go first, the object last. */
    FOREGROUND,
    /** Dependents stay and lose their reference. */
    ORPHAN
}
