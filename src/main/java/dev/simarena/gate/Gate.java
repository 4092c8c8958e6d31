package dev.simarena.gate;

import java.util.function.Function;

/**
 * Judge a batch.
 *
 * <p>A gate knows nothing of tests: it can be asked while a run plays, and again later over batches that were merged from
 * several runs.
 */
public sealed interface Gate
        permits SolveRateGate, MeanRewardGate, SmallestRewardGate, IdempotencyGate, BaselineGate, ComparisonGate {

    /** Say in a few words what is demanded; the name of the test, for example {@code solve rate at least 0.8 (95 %)}. */
    String title();

    /** Judge what is there; nothing is played and the batch stays as it is. */
    Verdict judge(Batch batch);

    /**
     * Judge what is there beside other batches of the same test, which only a comparison looks at.
     *
     * @param others finds the batch with a key, an empty one where there is none
     */
    default Verdict judge(Batch batch, Function<BatchKey, Batch> others) {
        return judge(batch);
    }

    /**
     * Tell whether the verdict is the same whatever comes of the repetitions from one on, further failures of the
     * environment aside.
     *
     * @param repetition first repetition that is still open, 1 or more
     */
    default boolean decided(Batch batch, int repetition) {
        return judge(batch.completed(repetition, true)).outcome()
                == judge(batch.completed(repetition, false)).outcome();
    }
}
