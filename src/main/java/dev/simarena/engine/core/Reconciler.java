package dev.simarena.engine.core;

import dev.simarena.engine.model.Fork;

/** Bring part of the world closer to what is declared. */
public interface Reconciler extends StoreListener {

    /** Do all work that is waiting; returns whether there was any. */
    boolean reconcile();

    /**
     * Take over what a reconciler of the same class remembers while nothing is waiting; called on a new one.
     *
     * <p>Whoever keeps nothing but workqueues, which are empty then, and caches it can fill again, has nothing to do.
     */
    default void copyFrom(Reconciler original, Fork fork) {}
}
