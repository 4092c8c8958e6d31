package dev.simarena.cluster.kube;

/**
 * Hold what was found about one thing that replays need.
 *
 * @param subject what was looked at
 * @param tried how it was looked at
 * @param passed whether it is as needed
 * @param found what was found
 * @param mend what to do where it did not pass, with the command to type; else empty
 */
public record PreflightCheck(String subject, String tried, boolean passed, String found, String mend) {

    static PreflightCheck passed(String subject, String tried, String found) {
        return new PreflightCheck(subject, tried, true, found, "");
    }

    static PreflightCheck failed(String subject, String tried, String found, String mend) {
        return new PreflightCheck(subject, tried, false, found, mend);
    }

    /** Say what was tried, what was found and what mends it, in one sentence each. */
    @Override
    public String toString() {
        return passed
                ? "%s: %s".formatted(subject, found)
                : "%s: tried to %s, found %s. %s".formatted(subject, tried, found, mend);
    }
}
