package dev.simarena.junit;

import dev.simarena.cluster.EnvironmentException;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Decide what a failure is: red, or skipped because the environment is not required or the failure is known. */
final class Endings {

    private Endings() {}

    /** Return what the test is to throw in place of a failure. */
    static Throwable of(Throwable failure, EpisodeScope scope) {
        GateConfig gates = scope.config().gates();
        if (failure instanceof EnvironmentException) {
            return gates.environmentRequired()
                    ? failure
                    : new TestAbortedException(GateTestMessages.environment(failure), failure);
        }
        List<Episode> episodes = scope.simulation().episodes();
        boolean unsolved = !episodes.isEmpty()
                && episodes.stream().allMatch(episode -> episode.outcome() == EpisodeOutcome.UNSOLVED);
        return unsolved && failure instanceof AssertionError
                ? known(scope)
                        .<Throwable>map(known -> new TestAbortedException(
                                GateTestMessages.knownUnsolved(scope.spec().traceName(), known.reason()), failure))
                        .orElse(failure)
                : failure;
    }

    /** Fail where an episode that is known not to be solved was. */
    static void checkKnownUnsolved(EpisodeScope scope) {
        known(scope)
                .ifPresent(known -> scope.simulation().episodes().stream()
                        .filter(episode -> episode.outcome() == EpisodeOutcome.SOLVED)
                        .findFirst()
                        .ifPresent(solved -> {
                            throw new AssertionFailedError(GateTestMessages.newlySolved(
                                            solved.spec().traceName(), known.reason(), solved.stepCount())
                                    + "\n  reproduce:  "
                                    + Reports.command(scope.spec(), scope.config())
                                            .text());
                        }));
    }

    /** Fail where a test passed without an episode: nobody knows what it is about. */
    static void checkPlayed(EpisodeScope scope, ExtensionContext context) {
        if (scope.simulation().episodes().isEmpty()) {
            throw ConfigurationErrors.counted(
                    new ExtensionConfigurationException(
                            JunitMessages.nothingPlayed(scope.config().element())),
                    context,
                    scope.config().scenario(),
                    scope.spec().traceName());
        }
    }

    private static Optional<KnownUnsolved> known(EpisodeScope scope) {
        return scope.config()
                .gates()
                .unsolved()
                .filter(known ->
                        known.covers(scope.spec().traceName(), scope.spec().policy()));
    }
}
