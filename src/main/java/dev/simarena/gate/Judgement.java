package dev.simarena.gate;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hold a gate that was declared for a batch with what it said.
 *
 * @param batch what was judged
 * @param gate what is demanded
 * @param verdict what the gate said; {@code null} where it was not asked, because only a part of the batch was to play
 */
public record Judgement(BatchKey batch, Gate gate, @Nullable Verdict verdict) {

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
