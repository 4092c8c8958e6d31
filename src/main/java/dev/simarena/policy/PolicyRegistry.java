package dev.simarena.policy;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hold the policies by name and alias. */
final class PolicyRegistry {

    /** Settings list policies separated by commas. */
    private static final Pattern NAME = Pattern.compile("[^\\s,]+");

    private final Map<String, PolicyProvider> byName = new TreeMap<>();
    private final List<PolicyProvider> providers;

    private PolicyRegistry(List<PolicyProvider> providers) {
        this.providers = List.copyOf(providers);
        for (PolicyProvider provider : this.providers) {
            TreeSet<String> names = new TreeSet<>(provider.aliases());
            names.add(provider.name());
            names.forEach(name -> add(name, provider));
        }
    }

    private void add(String name, PolicyProvider provider) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(PolicyMessages.badName(name, provider));
        }
        PolicyProvider other = byName.putIfAbsent(name, provider);
        if (other != null) {
            throw new ConfigurationException(PolicyMessages.duplicate(name, other, provider));
        }
    }

    /**
     * Load every provider that a class loader finds.
     *
     * @throws ConfigurationException when one cannot be loaded, or two have the same name
     */
    static PolicyRegistry load(@Nullable ClassLoader loader) {
        List<PolicyProvider> providers = new ArrayList<>();
        try {
            Iterator<PolicyProvider> found =
                    ServiceLoader.load(PolicyProvider.class, loader).iterator();
            while (found.hasNext()) {
                providers.add(found.next());
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new ConfigurationException(PolicyMessages.notLoaded(e), e);
        }
        providers.sort(Comparator.comparing(PolicyProvider::name));
        return new PolicyRegistry(providers);
    }

    List<PolicyProvider> all() {
        return providers;
    }

    PolicyProvider provider(String name) {
        PolicyProvider provider = byName.get(name);
        if (provider == null) {
            throw new UnknownPolicyException(PolicyMessages.unknown(name, byName.keySet()));
        }
        return provider;
    }

    Policy make(String name) {
        PolicyProvider provider = provider(name);
        Policy policy;
        try {
            policy = provider.create();
        } catch (RuntimeException | LinkageError e) {
            throw new ConfigurationException(PolicyMessages.notMade(name, provider, e.toString()), e);
        }
        return checked(name, provider, policy);
    }

    private static Policy checked(String name, PolicyProvider provider, @Nullable Policy policy) {
        if (policy == null) {
            throw new ConfigurationException(PolicyMessages.notMade(name, provider, "it returned null"));
        }
        return policy;
    }
}
