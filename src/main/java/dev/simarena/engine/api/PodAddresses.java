package dev.simarena.engine.api;

/** Number the addresses of pods: they follow from 10.0.0.1 in the order in which pods ask for one, as KWOK's do. */
public final class PodAddresses {

    private PodAddresses() {}

    /** Return the address with a number, from 1. */
    public static String text(int number) {
        return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
