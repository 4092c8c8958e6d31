package dev.simarena.engine.model;

/**
 * Hold a number of pods, absolute or relative.
 *
 * @param value number, or percentage where relative
 * @param percent whether it is relative
 */
public record IntOrPercent(int value, boolean percent) {

    /** A quarter, the default of rolling updates. */
    public static final IntOrPercent QUARTER = new IntOrPercent(25, true);

    /** Return the number of pods out of a total, rounded up. */
    public int up(int total) {
        return percent ? (int) (((long) value * total + 99) / 100) : value;
    }

    /** Return the number of pods out of a total, rounded down. */
    public int down(int total) {
        return percent ? (int) ((long) value * total / 100) : value;
    }
}
