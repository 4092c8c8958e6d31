package dev.simarena.trace;

/**
 * Tell what had to be mended in a file to read it as a sound trace.
 *
 * @param kind what was wrong
 * @param pointer where it was, a JSON pointer into the JSON view of the file
 * @param text what was wrong and what was done, for people
 */
public record Repair(Kind kind, String pointer, String text) {

    /** What can be mended. */
    public enum Kind {
        /** A version that no SimKube loads in this form. */
        VERSION,
        /** A key that SimKube requires is missing. */
        MISSING_KEY,
        /** An event is earlier than the one before it. */
        UNSORTED,
        /** A tracked kind has a key that SimKube does not know. */
        UNKNOWN_KEY,
        /** A tracked kind has other pod template paths than SimKube's. */
        INVALID_PATH,
        /** A tracked kind that SimKube does not know has no pod template path. */
        MISSING_PATH
    }

    static Repair at(Place place, Kind kind, String text) {
        return new Repair(kind, place.pointer(), text);
    }
}
