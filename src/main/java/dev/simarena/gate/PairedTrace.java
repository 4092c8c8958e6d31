package dev.simarena.gate;

/**
 * Hold how two policies did on one trace.
 *
 * @param trace relative name of the trace
 * @param baseline mean score of the baseline
 * @param candidate mean score of the candidate
 * @param pairs number of repetitions in which both have a score
 */
public record PairedTrace(String trace, double baseline, double candidate, int pairs) {

    /** Return by how much the candidate scored more. */
    public double difference() {
        return candidate - baseline;
    }

    /** Return 1 where the candidate scored more, -1 where it scored less, 0 where both are equal up to rounding. */
    public int sign() {
        return Math.abs(difference()) <= Figures.ROUNDING ? 0 : difference() > 0 ? 1 : -1;
    }
}
