package dev.simarena.junit;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EmbeddedOptions;
import dev.simarena.cluster.kube.KubernetesOptions;
import dev.simarena.episode.EpisodeRecorder;
import dev.simarena.episode.RunRecords;
import dev.simarena.episode.Shard;
import dev.simarena.gate.Batch;
import dev.simarena.gate.BatchFiles;
import dev.simarena.gate.Judgement;
import dev.simarena.report.SharedAttachments;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Own what all episodes of a test execution share: the records and the clusters. */
final class Run implements AutoCloseable {

    private final RunRecords records;
    private final Path resultsDirectory;
    private final EpisodeRecorder recorder;
    private final Map<Kind, Cluster> clusters = new LinkedHashMap<>();
    private final Set<BatchRun> batches = new LinkedHashSet<>();

    private final SharedAttachments attachments;
    private final FailedTests failedTests;
    private final RunHistory history;
    private final Optional<Path> historyFile;

    private Run(RunRecords records, Path resultsDirectory, Optional<Path> historyFile, FailedTests failedTests) {
        this.records = records;
        this.failedTests = failedTests;
        this.resultsDirectory = resultsDirectory;
        this.recorder = records.recorder();
        this.attachments = new SharedAttachments(records.runId());
        this.history = new RunHistory(records.runId(), records.started());
        this.historyFile = historyFile;
    }

    /** Return the run of this test execution, empty where nothing has been played. */
    static Optional<Run> found(ExtensionContext context) {
        return Optional.ofNullable(ExtensionStore.ofRun(context).get(Run.class, Run.class));
    }

    /** Return the run of this test execution; the first call makes its folder, JUnit closes it at the end. */
    static Run of(ExtensionContext context, ScenarioConfig config) {
        return ExtensionStore.computed(ExtensionStore.ofRun(context), Run.class, () -> create(context, config));
    }

    /** Return the same where the configuration of a test cannot be read, as far as the settings of a run can be. */
    static Run of(ExtensionContext context) {
        return ExtensionStore.computed(
                ExtensionStore.ofRun(context),
                Run.class,
                () -> create(
                        context,
                        Path.of(context.getConfigurationParameter(ArenaSettings.RECORDS)
                                .filter(text -> !text.isBlank())
                                .orElse(ArenaSettings.DEFAULT_RECORDS)
                                .strip()),
                        context.getConfigurationParameter(ArenaSettings.SHARD).flatMap(Shard::parse),
                        ScenarioConfigReader.history(context.getConfigurationParameter(ArenaSettings.HISTORY))));
    }

    private static Run create(ExtensionContext context, ScenarioConfig config) {
        return create(context, config.records(), config.gates().shard(), config.history());
    }

    private static Run create(
            ExtensionContext context, Path parent, Optional<Shard> shard, Optional<Path> historyFile) {
        Path results = context.getConfigurationParameter(Reports.RESULTS_DIRECTORY)
                .map(Path::of)
                .orElse(Path.of(Reports.DEFAULT_RESULTS_DIRECTORY));
        RunRecords records = RunRecords.create(parent, RunIds.next(parent));
        shard.ifPresent(part -> part.write(records.folder(), playing(context)));
        return new Run(records, results, historyFile, FailedTests.of(context));
    }

    private static List<String> playing(ExtensionContext context) {
        return ArenaSettings.ofACommand().stream()
                .flatMap(key -> context.getConfigurationParameter(key).stream().map(value -> key + "=" + value.strip()))
                .toList();
    }

    EpisodeRecorder recorder() {
        return recorder;
    }

    /** Return what the episodes of this run attach to the report. */
    SharedAttachments attachments() {
        return attachments;
    }

    /** Return what the history is told of this run. */
    RunHistory history() {
        return history;
    }

    /** Count a test that could not be played because of how it is configured. */
    void configurationError(String scenario, String test) {
        records.configurationError(scenario, test);
    }

    /** Return the folder of the records. */
    String folder() {
        return records.folder().toString();
    }

    /** Keep a batch and the verdicts about it with the records; the same one counts once. */
    synchronized void collect(BatchRun batch) {
        batches.add(batch);
    }

    /** What tests must agree in to share a cluster. */
    private record Kind(String name, EmbeddedOptions embedded, KubernetesOptions kubernetes) {}

    /** Return the cluster of a test: the one given in code, else the run's own of the kind that is set. */
    synchronized Cluster cluster(ScenarioConfig config) {
        Cluster given = config.extension().cluster();
        return given == null
                ? clusters.computeIfAbsent(
                        new Kind(config.cluster(), config.embedded(), config.kubernetes()),
                        kind -> Clusters.start(kind.name(), kind.embedded(), kind.kubernetes()))
                : given;
    }

    /** Return where scenarios are checked themselves: not on a real cluster, where each replay takes as long as it lasts. */
    synchronized Cluster clusterOfChecks(ScenarioConfig config) {
        return config.extension().cluster() == null && !config.cluster().equals(Clusters.EMBEDDED)
                ? clusters.computeIfAbsent(
                        new Kind(Clusters.EMBEDDED, config.embedded(), KubernetesOptions.DEFAULT),
                        kind -> Clusters.start(kind.name(), kind.embedded(), kind.kubernetes()))
                : cluster(config);
    }

    @Override
    public synchronized void close() {
        try {
            failedTests.names().forEach(records::failedTest);
            records.close();
            List<Judgement> gates = batches.stream()
                    .flatMap(batch -> batch.judgements().stream())
                    .toList();
            List<Batch> played = batches.stream().map(BatchRun::batch).toList();
            BatchFiles.write(records.folder(), played, gates);
            List<String> troubles = historyFile.flatMap(history::write).stream().toList();
            Reports.run(records, gates, played, resultsDirectory, troubles).forEach(DebuggingPrompt::tell);
        } finally {
            clusters.values().forEach(Cluster::close);
        }
    }
}
