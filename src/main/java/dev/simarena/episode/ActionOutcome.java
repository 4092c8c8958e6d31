package dev.simarena.episode;

import org.jspecify.annotations.Nullable;

/**
 * Tell what came of an action.
 *
 * @param changed whether the trace changed
 * @param blocked whether a safeguard blocked it
 * @param message why it was blocked or changed nothing, {@code null} when it did what it says
 */
public record ActionOutcome(
        boolean changed, boolean blocked, @Nullable String message) {}
