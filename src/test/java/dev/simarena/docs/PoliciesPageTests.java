package dev.simarena.docs;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import dev.simarena.episode.Action;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyException;
import dev.simarena.episode.PolicyProvider;
import dev.simarena.episode.Simulation;
import dev.simarena.junit.SimulationExtension;
import dev.simarena.junit.TraceSource;
import dev.simarena.policy.Policies;
import dev.simarena.trace.Trace;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Check docs/POLICIES.md and play its example. */
@ExtendWith(SimulationExtension.class)
class PoliciesPageTests {

    private static final Path PAGE = Path.of("docs/POLICIES.md");

    @Test
    void table_describes_every_policy_with_its_names() throws IOException {
        String page = Files.readString(PAGE);
        for (PolicyProvider provider : Policies.all()) {
            assertThat(page).contains("| `" + provider.name() + "` |").contains("| " + provider.description() + " |");
            provider.aliases().forEach(alias -> assertThat(page).contains("`" + alias + "`"));
        }
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @TraceSource("scenarios/{cpu,memory,mixed}/*.msgpack")
    void example_solves_what_needs_less(Trace trace, Simulation simulation) {
        boolean needsMore = trace.metadata().orElseThrow().toString().contains("replicas");
        Episode episode = simulation.play(new FrugalPolicy());
        if (!needsMore) {
            assertThat(episode).isSolved();
        }
    }

    @ParameterizedTest
    @TraceSource("scenarios/cpu/cpu-slight.msgpack")
    void throwing_policy_is_unsolved_with_the_cause(Trace trace, Simulation simulation) {
        assertThat(trace.events()).isNotEmpty();
        Policy broken = observation -> {
            throw new IllegalStateException("no idea");
        };
        Episode episode = simulation.play(broken);
        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.UNSOLVED);
        assertThat(episode.cause())
                .isInstanceOf(PolicyException.class)
                .hasMessage(
                        "Policy [custom] failed in act: java.lang.IllegalStateException: no idea. Mend the policy.");
    }

    @Test
    void lambda_is_a_policy() {
        // tag::lambda[]
        Policy scaleUp = observation -> Action.SCALE_UP_REPLICAS;
        // end::lambda[]
        assertThat(scaleUp).isNotNull();
    }

    /** A file of this project's own would offer the example to every scenario; so it stands in a folder of its own. */
    @Test
    void services_file_of_the_page_offers_the_example(@TempDir Path folder) throws IOException {
        Matcher file = Pattern.compile("```text\n# .*(META-INF/services/\\S+)\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(file.find()).isTrue();
        Path services = folder.resolve(file.group(1));
        Files.createDirectories(services.getParent());
        Files.writeString(services, file.group(2));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, Thread.currentThread().getContextClassLoader())) {
            assertThat(ServiceLoader.load(PolicyProvider.class, loader))
                    .extracting(PolicyProvider::name)
                    .contains("frugal", "reference");
        }
    }
}
