package dev.simarena.episode;

import java.nio.file.Path;
import java.util.List;

/** Own the fresh folder of a run: step files, merged step.jsonl, summary.json, wall-clock facts beside them. */
public final class RunRecords implements AutoCloseable {

    /** Create {@code <parent>/<run id>}. */
    public static RunRecords create(Path parent, String runId) {
        throw new UnsupportedOperationException();
    }

    public String runId() {
        throw new UnsupportedOperationException();
    }

    public Path folder() {
        throw new UnsupportedOperationException();
    }

    /** Recorder that writes {@code <scenario>/<trace>/<policy>.../step.jsonl} and step-NN.msgpack; thread safe. */
    public EpisodeRecorder recorder() {
        throw new UnsupportedOperationException();
    }

    /** Rows of the summary so far, sorted by scenario and policy. */
    public List<SummaryRow> summary() {
        throw new UnsupportedOperationException();
    }

    /** Merge step.jsonl in the order (scenario, trace, policy, reward, seed), write summary.json once and atomically. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
