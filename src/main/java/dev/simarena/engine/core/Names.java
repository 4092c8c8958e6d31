package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.EventObject;

/** Draw names and uids from the seed. */
public final class Names {

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    /** Longest base of a generated name; Kubernetes cuts what is longer. */
    private static final int LONGEST_BASE = 58;

    private final RandomSource suffixes;
    private final RandomSource uids;
    private final RandomSource eventUids;

    /** Draw from a seed; names and uids have independent sources. */
    public Names(RandomSource seed) {
        suffixes = seed.split();
        uids = seed.split();
        eventUids = uids.aside();
    }

    /** Draw from now on as another does. */
    public void copyFrom(Names original) {
        suffixes.copyFrom(original.suffixes);
        uids.copyFrom(original.uids);
        eventUids.copyFrom(original.eventUids);
    }

    /** Return a base with five random letters, as {@code generateName} makes it. */
    public String generate(String base) {
        String start = base.length() > LONGEST_BASE ? base.substring(0, LONGEST_BASE) : base;
        StringBuilder name = new StringBuilder(start.length() + 5).append(start);
        for (int i = 0; i < 5; i++) {
            name.append(ALPHABET.charAt(suffixes.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }

    /**
     * Give an object its uid, a random one of version 4, and its time and place of creation; events draw apart, so that
     * all others have the same uids whether events are kept or not.
     */
    void enter(ApiObject object, long now, int order) {
        RandomSource source = object instanceof EventObject ? eventUids : uids;
        long high = (source.nextLong() & ~0xF000L) | 0x4000L;
        long low = (source.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        object.enter(high, low, now, order);
    }
}
