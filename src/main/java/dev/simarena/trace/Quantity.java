package dev.simarena.trace;

import java.math.BigDecimal;

/** Hold a Kubernetes quantity exactly, with the spelling it was written in. */
public final class Quantity implements Comparable<Quantity> {

    /** Parse the whole Kubernetes grammar; throws {@link InvalidQuantityException}. */
    public static Quantity parse(String text) {
        throw new UnsupportedOperationException(text);
    }

    /** Exact value. */
    public BigDecimal value() {
        throw new UnsupportedOperationException();
    }

    /** Value in thousandths, rounded up. */
    public long milliValue() {
        throw new UnsupportedOperationException();
    }

    /** Value rounded up to an integer. */
    public long longValue() {
        throw new UnsupportedOperationException();
    }

    /** Exact sum; keeps this unit if integer in it, else largest unit of the same family in which it is. */
    public Quantity plus(Quantity other) {
        throw new UnsupportedOperationException();
    }

    /** The quantity as the API server stores it in a resource list: rounded up to milli, canonical where it had to. */
    public Quantity stored() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Quantity other) {
        throw new UnsupportedOperationException();
    }
}
