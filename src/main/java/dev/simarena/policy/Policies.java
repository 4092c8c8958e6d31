package dev.simarena.policy;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Find policies by name among the providers that {@link java.util.ServiceLoader} finds.
 *
 * <p>Every method throws {@link ConfigurationException} when a provider cannot be loaded or two have the same name.
 */
public final class Policies {

    private static volatile @Nullable PolicyRegistry registry;

    private Policies() {}

    /**
     * Make the policy with this name or alias.
     *
     * @throws UnknownPolicyException for any other name; it lists those that exist and suggests the nearest
     */
    public static Policy named(String name) {
        return registry().make(name);
    }

    /**
     * Return the first name of a policy that has several.
     *
     * @throws UnknownPolicyException for a name that does not exist
     */
    public static String canonicalName(String name) {
        return registry().provider(name).name();
    }

    /** Return all providers, sorted by name. */
    public static List<PolicyProvider> all() {
        return registry().all();
    }

    private static PolicyRegistry registry() {
        PolicyRegistry loaded = registry;
        if (loaded == null) {
            loaded = PolicyRegistry.load(Thread.currentThread().getContextClassLoader());
            registry = loaded;
        }
        return loaded;
    }
}
