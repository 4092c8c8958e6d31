package dev.simarena.cluster.kube;

/**
 * Hold what was found about one thing that replays need.
 *
 * @param subject what was looked at
 * @param passed whether it is as needed
 * @param found what was found
 * @param mend what to do where it did not pass, else empty
 */
public record PreflightCheck(String subject, boolean passed, String found, String mend) {}
