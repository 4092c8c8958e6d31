package dev.simarena.engine;

import dev.simarena.engine.model.Finalizers;

/** Say what a deletion does to the objects owned by the deleted one. */
public enum Propagation {
    /** The object goes at once, its dependents after it. */
    BACKGROUND(""),
    /** Dependents that block the object's deletion go first. */
    FOREGROUND(Finalizers.FOREGROUND),
    /** Dependents stay without the owner. */
    ORPHAN(Finalizers.ORPHAN);

    private final String finalizer;

    Propagation(String finalizer) {
        this.finalizer = finalizer;
    }

    /** Return the finalizer that keeps the object meanwhile, empty where it does not have to wait. */
    String finalizer() {
        return finalizer;
    }

    /** Tell whether a finalizer is one of these. */
    static boolean names(String finalizer) {
        return finalizer.equals(Finalizers.FOREGROUND) || finalizer.equals(Finalizers.ORPHAN);
    }
}
