package dev.simarena.junit;

import dev.simarena.cluster.Cluster;
import dev.simarena.episode.EpisodeRecorder;
import dev.simarena.episode.RunRecords;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Own what all episodes of a test execution share: the records and the clusters. */
final class Run implements AutoCloseable {

    private final RunRecords records;
    private final EpisodeRecorder recorder;
    private final Map<String, Cluster> clusters = new TreeMap<>();

    private Run(RunRecords records) {
        this.records = records;
        this.recorder = records.recorder();
    }

    /** Return the run of this test execution; the first call makes its folder, JUnit closes it at the end. */
    @SuppressWarnings("deprecation") // its successor does not exist on JUnit 5
    static Run of(ExtensionContext context, ScenarioConfig config) {
        return ExtensionStore.ofRun(context)
                .getOrComputeIfAbsent(
                        Run.class,
                        __ -> new Run(RunRecords.create(config.records(), RunIds.next(config.records()))),
                        Run.class);
    }

    EpisodeRecorder recorder() {
        return recorder;
    }

    /** Return the cluster of a test: the one given in code, else the run's own of the kind that is set. */
    synchronized Cluster cluster(ScenarioConfig config) {
        Cluster given = config.extension().cluster();
        return given == null ? clusters.computeIfAbsent(config.cluster(), Clusters::start) : given;
    }

    @Override
    public synchronized void close() {
        try {
            records.close();
            Reports.write(records);
        } finally {
            clusters.values().forEach(Cluster::close);
        }
    }
}
