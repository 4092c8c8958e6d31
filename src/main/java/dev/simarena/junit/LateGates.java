package dev.simarena.junit;

import java.util.List;
import org.opentest4j.AssertionFailedError;

/**
 * Judge gates when JUnit closes the test method, after all its invocations, and fail the method as a whole.
 *
 * <p>This is for executors in whose threads nobody may wait for siblings: JUnit's worker thread pool, new and
 * experimental in 6.1. A gate has no test of its own there.
 *
 * @param batches what was played
 * @param config what is declared for the test
 */
record LateGates(List<BatchRun> batches, ScenarioConfig config) implements AutoCloseable {

    LateGates {
        batches = List.copyOf(batches);
    }

    @Override
    public void close() {
        AssertionFailedError first = null;
        for (BatchRun batch : batches) {
            for (DeclaredGate gate : batch.gates()) {
                var verdict = batch.judge(gate);
                AssertionFailedError error = verdict == null
                        ? null
                        : GateInvocations.error(verdict, GateInvocations.message(gate, verdict, batch, config));
                if (error == null || (error instanceof GateInconclusiveError && !gate.inconclusiveFails())) {
                    continue;
                }
                if (first == null) {
                    first = error;
                } else {
                    first.addSuppressed(error);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
