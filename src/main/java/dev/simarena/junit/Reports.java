package dev.simarena.junit;

import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.RunRecords;
import dev.simarena.gate.Batch;
import dev.simarena.gate.Judgement;
import dev.simarena.report.AllureEpisodeReport;
import dev.simarena.report.EpisodeIdentity;
import dev.simarena.report.LeaderboardReport;
import dev.simarena.report.ReproduceCommand;
import dev.simarena.report.RunReport;
import dev.simarena.report.SharedAttachments;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Hand what was played to the report. */
final class Reports {

    /** Where Allure keeps its results, also its own setting: {@value}. */
    static final String RESULTS_DIRECTORY = "allure.results.directory";

    /** Where Allure keeps its results where nothing else is set: {@value}. */
    static final String DEFAULT_RESULTS_DIRECTORY = "allure-results";

    private Reports() {}

    /** Show the episodes of an invocation while its test is still open. */
    static void episodes(EpisodeScope scope, ExtensionContext context) {
        // ends an episode that the test drove by hand and left
        scope.simulation().close();
        EpisodeIdentity id = identity(scope.config(), context);
        SharedAttachments shared = Run.of(context, scope.config()).attachments();
        scope.simulation()
                .episodes()
                .forEach(episode -> AllureEpisodeReport.record(
                        episode, id, shared, command -> complete(command, episode.spec(), scope.config())));
    }

    /** Name the test of an invocation before its trace is read, so that one that cannot be read is found under its name. */
    static void announce(ExtensionContext context, ScenarioConfig config, TraceFile file, Pairing pairing) {
        AllureEpisodeReport.announce(
                identity(config, context), config.scenario(), file.name(), pairing.policy(), pairing.reward());
    }

    static EpisodeIdentity identity(ScenarioConfig config, ExtensionContext context) {
        return new EpisodeIdentity(
                config.type().getSimpleName(),
                context.getDisplayName(),
                context.getRequiredTestClass().getSimpleName() + "."
                        + context.getRequiredTestMethod().getName(),
                config.seed());
    }

    /** Return the command that plays this again. */
    static ReproduceCommand command(EpisodeSpec spec, ScenarioConfig config) {
        return complete(ReproduceCommand.of(spec, config.seed()), spec, config);
    }

    private static ReproduceCommand complete(ReproduceCommand command, EpisodeSpec spec, ScenarioConfig config) {
        boolean first = spec.repetition() == 0 && config.gates().repetitions() > 1;
        return found(first ? command.ofFirstRepetition() : command, config);
    }

    /** Return a command that finds the test it is about. */
    static ReproduceCommand found(ReproduceCommand command, ScenarioConfig config) {
        return config.failure().selector().found(command);
    }

    /**
     * Sum up the run.
     *
     * @param troubles sentences about what could not be written before
     * @return the same and those about what cannot be written now
     */
    static List<String> run(
            RunRecords records,
            List<Judgement> gates,
            List<Batch> batches,
            Path resultsDirectory,
            List<String> troubles) {
        LeaderboardReport.attach(LeaderboardReport.write(records.folder(), batches), resultsDirectory);
        return RunReport.write(records, gates, resultsDirectory, troubles);
    }
}
