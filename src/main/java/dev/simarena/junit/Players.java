package dev.simarena.junit;

import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.Policy;
import dev.simarena.policy.Policies;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Find a policy that plays an episode again: a new one of its name; where it was given as an object, a new one of its class if
 * that has a constructor without parameters; else, as for a lambda, the same object once more.
 */
final class Players {

    private Players() {}

    /** Return a policy like the one that played. */
    static Policy like(Policy policy, EpisodeSpec spec) {
        return spec.policy().equals(EpisodeSpec.CUSTOM_POLICY) ? another(policy) : Policies.named(spec.policy());
    }

    private static Policy another(Policy policy) {
        Class<? extends Policy> type = policy.getClass();
        boolean makes = !type.isSynthetic()
                && Arrays.stream(type.getDeclaredConstructors())
                        .map(Constructor::getParameterCount)
                        .anyMatch(count -> count == 0);
        try {
            return makes ? ReflectionSupport.newInstance(type) : policy;
        } catch (RuntimeException e) {
            // who cannot make one has the same one play again
            return policy;
        }
    }
}
