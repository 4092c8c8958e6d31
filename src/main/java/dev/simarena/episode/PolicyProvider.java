package dev.simarena.episode;

import java.util.Set;

/**
 * Offer a policy by name; found through {@link java.util.ServiceLoader}.
 *
 * <p><b>Extensibility:</b> list implementations in {@code META-INF/services/dev.simarena.episode.PolicyProvider}.
 */
public interface PolicyProvider {

    /** Return the policy's name in settings, for example {@code heuristic}. */
    String name();

    /** Return further names of the same policy. */
    default Set<String> aliases() {
        return Set.of();
    }

    /** Say in one sentence what the policy does. */
    String description();

    /** Make an instance for one episode. */
    Policy create();
}
