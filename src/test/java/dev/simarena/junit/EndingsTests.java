package dev.simarena.junit;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

class EndingsTests {

    @TempDir
    Path folder;

    @Test
    void failedEnvironment_isRedWhereItIsRequired() throws IOException {
        var played = kit().set(ArenaSettings.ENVIRONMENT_REQUIRED, "true").play(BrokenTestCase.class);

        assertThat(played.failure())
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("Episode [01.msgpack × reference × seed 0] was aborted after 0 steps");
    }

    @Test
    void failedEnvironment_isSkippedWithItsCauseElsewhere() throws IOException {
        var played = kit().set(ArenaSettings.ENVIRONMENT_REQUIRED, "false").play(BrokenTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.aborted().get("01.msgpack"))
                .startsWith("Environment failed: Episode [01.msgpack × reference × seed 0] was aborted after 0 steps")
                .contains("Driver [x] never started.");
    }

    @Test
    void failedEnvironment_inBeforeEach_isNoOther() throws IOException {
        var played = kit().set(ArenaSettings.ENVIRONMENT_REQUIRED, "false").play(BrokenBeforeTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.aborted().get("01.msgpack")).startsWith("Environment failed: Driver [x] never started.");
    }

    @Test
    void environment_isRequiredOnCi() {
        assertThat(GateConfigReader.onCi("true")).isTrue();
        assertThat(GateConfigReader.onCi("1")).isTrue();
        assertThat(GateConfigReader.onCi("false")).isFalse();
        assertThat(GateConfigReader.onCi(" ")).isFalse();
        assertThat(GateConfigReader.onCi(null)).isFalse();
    }

    @Test
    void knownUnsolved_isSkippedWithTheReason() throws IOException {
        var played = kit().set(ArenaSettings.POLICY, "noop").play(KnownTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.aborted())
                .containsExactlyEntriesOf(Map.of("01.msgpack", "Episode [01.msgpack] is known not to be solved: #12."));
    }

    @Test
    void knownUnsolved_thatIsSolved_fails() throws IOException {
        assertThat(kit().play(KnownTestCase.class).failure())
                .hasMessage("Episode [01.msgpack] was expected to stay unsolved (#12), but was solved in 2 steps."
                        + " Remove @ExpectedUnsolved, or narrow it.\n"
                        + "  reproduce:  mvn verify -Dscenario=cpu -Darena.trace='01.msgpack' -Darena.policy=reference"
                        + " -Darena.reward=gradual -Darena.seed=0");
    }

    @Test
    void knownUnsolved_isForItsTracesAndPoliciesOnly() throws IOException {
        var played = ArenaTestKit.in(folder)
                .traces("cpu", 2)
                .set(ArenaSettings.POLICY, "noop,always_bump_cpu,reference")
                .play(SomeKnownTestCase.class);

        assertThat(played.aborted()).containsOnlyKeys("02.msgpack [noop]");
        assertThat(played.failures())
                .containsOnlyKeys("01.msgpack [noop]", "01.msgpack [bump_cpu]", "02.msgpack [bump_cpu]");
    }

    @Test
    void knownUnsolved_ofNoTrace_fails() throws IOException {
        assertThat(kit().play(SomeKnownTestCase.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Attribute [@ExpectedUnsolved(traces = 02*)] on [SomeKnownTestCase.plays] matches no trace."
                        + " Correct it, or leave it out.");
    }

    @Test
    void policyThatATestAsksByHand_isNamedWhereItThrows() throws IOException {
        Throwable failure = kit().play(ByHandTestCase.class).failure();

        assertThat(failure).isInstanceOf(IllegalStateException.class);
        assertThat(failure.getSuppressed())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith(
                        "Policy [random] threw this. Mend the policy, or the test that asks it.\n  reproduce:  mvn ");
    }

    private ArenaTestKit kit() throws IOException {
        return ArenaTestKit.in(folder).traces("cpu", 1);
    }

    @Scenario("cpu")
    static class BrokenTestCase {

        @EpisodeTest
        void plays(Simulation simulation, Policy policy, NamespaceHooks hooks) {
            hooks.on("pre_run", context -> {
                throw new EnvironmentException("Driver [x] never started.");
            });
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("cpu")
    static class BrokenBeforeTestCase {

        @BeforeEach
        void reset(Simulation simulation, NamespaceHooks hooks) {
            hooks.on("pre_run", context -> {
                throw new EnvironmentException("Driver [x] never started.");
            });
            simulation.reset();
        }

        @EpisodeTest
        void plays() {}
    }

    @Scenario("cpu")
    static class ByHandTestCase {

        /** Nobody told the policy where its chance comes from. */
        @EpisodeTest(policy = "random")
        void plays(Simulation simulation, Policy policy) {
            simulation.step(policy.act(simulation.reset()));
        }
    }

    @Scenario("cpu")
    static class KnownTestCase {

        @EpisodeTest
        @ExpectedUnsolved("#12")
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("cpu")
    static class SomeKnownTestCase {

        @EpisodeTest
        @ExpectedUnsolved(value = "#12", traces = "02*", policy = "noop")
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }
}
