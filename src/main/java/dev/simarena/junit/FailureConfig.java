package dev.simarena.junit;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Hold what is declared and set about tests that fail.
 *
 * @param selector how the build finds the test again
 * @param cleanup when the environment of an episode goes
 * @param shrink whether the trace of a failed episode is shrunk
 * @param traceFile file that is played in place of the one trace that plays, empty for that trace itself
 */
record FailureConfig(TestSelector selector, Cleanup cleanup, boolean shrink, Optional<Path> traceFile) {

    /** Read it: settings win over annotations. */
    static FailureConfig read(Settings settings, Declarations declarations, Path folder) {
        Cleanup declared =
                declarations.find(EpisodeTest.class).map(EpisodeTest::cleanup).orElse(Cleanup.ALWAYS);
        return new FailureConfig(
                TestSelector.of(declarations, settings::text),
                settings.choice(ArenaSettings.CLEANUP, Settings.CLEANUPS).orElse(declared),
                settings.choice(ArenaSettings.SHRINK, Settings.TRUTH).orElse(false),
                settings.text(ArenaSettings.TRACE_FILE).map(folder::resolve));
    }
}
