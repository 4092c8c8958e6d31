package dev.simarena.junit;

import dev.simarena.gate.ComparisonGate;
import dev.simarena.gate.Gate;
import dev.simarena.gate.MeanRewardGate;
import dev.simarena.gate.SolveRateGate;

/**
 * Hold a gate as a test declares it.
 *
 * @param gate what is demanded
 * @param earlyStop whether repetitions are skipped once they can no longer change the verdict
 * @param inconclusiveFails whether INCONCLUSIVE is red
 */
record DeclaredGate(Gate gate, boolean earlyStop, boolean inconclusiveFails) {

    /** Tell whether it says something of traces like those of the scenario, which a part of them cannot answer. */
    boolean needsAllTraces() {
        return gate instanceof SolveRateGate || gate instanceof MeanRewardGate || gate instanceof ComparisonGate;
    }
}
