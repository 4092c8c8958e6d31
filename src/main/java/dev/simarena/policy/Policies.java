package dev.simarena.policy;

import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyProvider;
import java.util.List;

/** Find policies by name. */
public final class Policies {

    private Policies() {}

    /** Make the policy with this name or alias; unknown: UnknownPolicyException naming the nearest and all. */
    public static Policy named(String name) {
        throw new UnsupportedOperationException(name);
    }

    /** The canonical name of a name or alias; throws like {@link #named}. */
    public static String canonicalName(String name) {
        throw new UnsupportedOperationException(name);
    }

    /** All providers, sorted by name. */
    public static List<PolicyProvider> all() {
        throw new UnsupportedOperationException();
    }
}
