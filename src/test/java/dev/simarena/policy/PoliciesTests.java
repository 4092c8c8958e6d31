package dev.simarena.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.simarena.episode.Action;
import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliciesTests {

    @TempDir
    private Path folder;

    @Test
    void builtInPolicies_areFoundByNameAndAlias() {
        assertThat(Policies.all())
                .extracting(PolicyProvider::name)
                .containsExactly("bump_cpu", "bump_mem", "heuristic", "noop", "random", "reference", "scale_replicas");
        assertThat(Policies.canonicalName("always_bump_cpu")).isEqualTo("bump_cpu");
        assertThat(Policies.canonicalName("always_bump_memory")).isEqualTo("bump_mem");
        assertThat(Policies.canonicalName("noop")).isEqualTo("noop");
        assertThat(Policies.all())
                .allSatisfy(provider -> assertThat(provider.description()).endsWith("."));
    }

    @Test
    void everyEpisode_getsAPolicyOfItsOwn() {
        assertThat(Policies.named("reference")).isNotSameAs(Policies.named("reference"));
    }

    @Test
    void unknownName_listsPoliciesAndSuggests() {
        assertThatExceptionOfType(UnknownPolicyException.class)
                .isThrownBy(() -> Policies.named("heuristik"))
                .withMessage(
                        "Policy [heuristik] does not exist. Did you mean [heuristic]? Available: always_bump_cpu, always_bump_memory, bump_cpu, bump_mem, heuristic, noop, random, reference, scale_replicas.");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> Policies.canonicalName("nop"));
    }

    @Test
    void providerOfAUser_isFoundBesideTheBuiltInOnes() {
        PolicyRegistry registry = load(Custom.class.getName());

        assertThat(registry.provider("mine").name()).isEqualTo("custom");
        assertThat(registry.provider("noop").name()).isEqualTo("noop");
    }

    @Test
    void providerThatDoesNotExist_isNamed() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> load("com.example.Gone"))
                .withMessageStartingWith("Policy provider [")
                .withMessageContaining("com.example.Gone")
                .withMessageEndingWith("cannot be loaded. Mend it, or take it out of META-INF/services.");
    }

    @Test
    void providerThatFails_isNamed() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> load(Failing.class.getName()))
                .withMessageContaining(Failing.class.getName())
                .withRootCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void sameNameTwice_isRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> load(Impostor.class.getName()))
                .withMessageContaining("Policy [always_bump_cpu] is offered by ")
                .withMessageContaining(BumpCpuProvider.class.getName())
                .withMessageContaining(Impostor.class.getName())
                .withMessageEndingWith("Rename one of them.");
    }

    @Test
    void nameWithAComma_isRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> load(Listed.class.getName()))
                .withMessage(
                        "Policy [a,b] of %s has no usable name. Use no spaces and no commas.", Listed.class.getName());
    }

    @Test
    void policyThatCannotBeMade_isNamed() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> load(Barren.class.getName()).make("barren"))
                .withMessage(
                        "Policy [barren] of %s cannot be made: java.lang.IllegalStateException: no model. Mend its create().",
                        Barren.class.getName());
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> load(Empty.class.getName()).make("empty"))
                .withMessageContaining("cannot be made: it returned null.");
    }

    private PolicyRegistry load(String provider) {
        try {
            Path services = Files.createDirectories(folder.resolve("META-INF/services"));
            Files.writeString(services.resolve(PolicyProvider.class.getName()), provider + "\n");
            return PolicyRegistry.load(new URLClassLoader(urls(), getClass().getClassLoader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URL[] urls() throws MalformedURLException {
        return new URL[] {folder.toUri().toURL()};
    }

    /** Offer a policy as a user would. */
    public static class Custom implements PolicyProvider {
        @Override
        public String name() {
            return "custom";
        }

        @Override
        public Set<String> aliases() {
            return Set.of("mine");
        }

        @Override
        public String description() {
            return "Do nothing.";
        }

        @Override
        public Policy create() {
            return observation -> Action.NOOP;
        }
    }

    /** Fail while loading. */
    public static final class Failing extends Custom {
        public Failing() {
            throw new ArithmeticException();
        }
    }

    /** Take the alias of a built-in policy. */
    public static final class Impostor extends Custom {
        @Override
        public Set<String> aliases() {
            return Set.of("always_bump_cpu");
        }
    }

    /** Have a name that settings would split. */
    public static final class Listed extends Custom {
        @Override
        public String name() {
            return "a,b";
        }
    }

    /** Fail while making a policy. */
    public static final class Barren extends Custom {
        @Override
        public String name() {
            return "barren";
        }

        @Override
        public Policy create() {
            throw new IllegalStateException("no model");
        }
    }

    /** Return no policy. */
    public static final class Empty extends Custom {
        @Override
        public String name() {
            return "empty";
        }

        @Override
        @SuppressWarnings("NullAway") // what code of a user may do
        public Policy create() {
            return null;
        }
    }
}
