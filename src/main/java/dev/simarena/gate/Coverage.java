package dev.simarena.gate;

import java.util.Collection;
import java.util.function.Predicate;

/**
 * Count what became of the planned episodes of a batch; the number of the planned ones never moves.
 *
 * @param planned episodes that were declared
 * @param played those that began and ended
 * @param scored those of them that have a score
 * @param aborted those of them whose environment failed
 * @param skipped those left out because they could no longer change a verdict
 * @param missing those of which nothing was seen
 */
public record Coverage(int planned, int played, int scored, int aborted, int skipped, int missing) {

    /** More of the planned episodes than one in this many without a score make every verdict INCONCLUSIVE. */
    static final int CAP = 10;

    static Coverage of(Collection<BatchEntry> entries) {
        int scored = count(entries, entry -> entry.fate().scored());
        int aborted = count(entries, entry -> entry.fate() == Fate.ABORTED);
        return new Coverage(
                entries.size(),
                scored + aborted,
                scored,
                aborted,
                count(entries, entry -> entry.fate() == Fate.SKIPPED),
                count(entries, entry -> entry.fate() == Fate.MISSING));
    }

    private static int count(Collection<BatchEntry> entries, Predicate<BatchEntry> which) {
        return (int) entries.stream().filter(which).count();
    }

    /** Return how many episodes should have a score and have none. */
    int lost() {
        return aborted + missing;
    }

    /** Tell whether so many are lost that nothing can be said: more than a tenth, or all. */
    boolean tooFew() {
        return lost() * CAP > planned || scored == 0;
    }

    /** Return the line that stands beside every figure, for example {@code planned 22, played 22, scored 21, aborted 1}. */
    public String text() {
        return "planned %d, played %d, scored %d, aborted %d".formatted(planned, played, scored, aborted)
                + (skipped == 0 ? "" : ", skipped %d that could not change the verdict".formatted(skipped))
                + (missing == 0 ? "" : ", missing %d".formatted(missing));
    }
}
