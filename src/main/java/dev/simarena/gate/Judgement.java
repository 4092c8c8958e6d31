package dev.simarena.gate;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hold a gate that was declared for a batch with what it said.
 *
 * @param batch what was judged
 * @param gate what is demanded
 * @param verdict what the gate said; {@code null} where it was not asked, because only a part of the batch was to play
 * @param inconclusiveFails whether INCONCLUSIVE is red
 * @param excused whether there is nothing to compare with, so that nobody is to ask
 */
public record Judgement(
        BatchKey batch, Gate gate, @Nullable Verdict verdict, boolean inconclusiveFails, boolean excused) {

    /** Hold a gate that is red unless it passes. */
    public Judgement(BatchKey batch, Gate gate, @Nullable Verdict verdict) {
        this(batch, gate, verdict, true, false);
    }

    /** Return the same gate with what it says about a batch. */
    Judgement over(Batch whole, Function<BatchKey, Batch> others) {
        return new Judgement(batch, gate, gate.judge(whole, others), inconclusiveFails, excused);
    }

    /** Join two declarations of a gate: what one of them asks for is asked. */
    Judgement stricter(Judgement other) {
        return new Judgement(batch, gate, null, inconclusiveFails || other.inconclusiveFails, excused && other.excused);
    }

    /** Tell whether the gate makes a build red. */
    public boolean red() {
        return verdict != null
                && (verdict.outcome() == Verdict.Outcome.FAIL
                        || (inconclusiveFails && verdict.outcome() == Verdict.Outcome.INCONCLUSIVE));
    }

    /** Judge a batch. */
    public static Judgement of(Gate gate, Batch batch) {
        return new Judgement(batch.key(), gate, gate.judge(batch));
    }

    /**
     * Judge a batch beside others.
     *
     * @param others finds the batch with a key, an empty one where there is none
     */
    public static Judgement of(Gate gate, Batch batch, Function<BatchKey, Batch> others) {
        return new Judgement(batch.key(), gate, gate.judge(batch, others));
    }
}
