package dev.simarena.engine.kubelet;

/** Count the addresses that pods were given; a fork goes on from the same number. */
public final class Addresses {

    private int given;

    /** Return the number of a new address, from 1. */
    public int next() {
        return ++given;
    }

    void copyFrom(Addresses original) {
        given = original.given;
    }
}
