package dev.simarena.engine.core;

/** Bring part of the world closer to what is declared. */
public interface Reconciler extends StoreListener {

    /** Do all work that is waiting; returns whether there was any. */
    boolean reconcile();
}
