package dev.simarena.gate;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Word what gates have to say. */
final class GateMessages {

    /** How many names or fields a message lists before it counts the rest. */
    static final int SHOWN = 5;

    private GateMessages() {}

    static String rateReached(double lower, double atLeast) {
        return "the lower limit %s reaches %s".formatted(Figures.rate(lower), Figures.number(atLeast));
    }

    static String rateMissed(double upper, double atLeast) {
        return "even the upper limit %s misses %s".formatted(Figures.rate(upper), Figures.number(atLeast));
    }

    static String rateUnknown(int needed) {
        return "it needs at least %s, all solved".formatted(count(needed, "more episode"));
    }

    static String rewardReached(double lower, double mean) {
        return "the lower limit %s reaches %s".formatted(Figures.number(lower), Figures.number(mean));
    }

    static String rewardMissed(double upper, double mean) {
        return "even the upper limit %s misses %s".formatted(Figures.number(upper), Figures.number(mean));
    }

    static String rewardUnknown(OptionalInt needed) {
        return needed.isPresent()
                ? "it needs about %s like these".formatted(count(needed.getAsInt(), "more trace"))
                : "the mean itself is below, so that only better episodes can help";
    }

    static String rewardsBelow(int episodes, double min) {
        return "%s below %s"
                .formatted(episodes == 1 ? "1 episode is" : episodes + " episodes are", Figures.number(min));
    }

    static String rewardsAbove(int episodes, double min) {
        return "%s, none below %s".formatted(count(episodes, "episode"), Figures.number(min));
    }

    static String idempotent(int episodes, int runs) {
        return "%s, each the same in %d runs".formatted(count(episodes, "episode"), runs);
    }

    static String notIdempotent(int different, int left) {
        String records =
                "%s between runs".formatted(different == 1 ? "1 episode differs" : different + " episodes differ");
        String objects = "%s something behind".formatted(left == 1 ? "1 episode leaves" : left + " episodes leave");
        return different == 0 ? objects : left == 0 ? records : records + ", " + objects;
    }

    static String notCompared(Coverage coverage, int incomplete) {
        return "%d of %d planned episodes were not played often enough to compare"
                        .formatted(coverage.lost() + incomplete, coverage.planned())
                + nextStep(coverage);
    }

    static String aborted(int run, @Nullable Throwable cause) {
        return cause == null
                ? "run %d was aborted".formatted(run)
                : "run %d was aborted, %s: %s".formatted(run, cause.getClass().getSimpleName(), cause.getMessage());
    }

    static String notPlayed(BatchEntry entry) {
        String cause = entry.cause();
        return "not compared:  %s, %s".formatted(entry.name(), cause == null ? "played less often" : cause);
    }

    static String diverges(String name, Divergence divergence) {
        return "%s: run %d differs from run 1 at step %d, %s"
                .formatted(
                        name,
                        divergence.run(),
                        divergence.step(),
                        divergence.tolerable()
                                ? "though all is equal within %s".formatted(Divergence.TOLERANCE)
                                : "by more than %s".formatted(Divergence.TOLERANCE));
    }

    static String tooFew(Coverage coverage) {
        if (coverage.planned() == 0) {
            return "no episode was planned";
        }
        String why = coverage.aborted() == 0 ? "missing" : coverage.missing() == 0 ? "aborted" : "aborted or missing";
        return coverage.lost() == 0
                ? "no episode was played"
                : "%d of %d planned episodes are %s, more than a tenth"
                                .formatted(coverage.lost(), coverage.planned(), why)
                        + nextStep(coverage);
    }

    /** Say what to do about episodes without a score; empty where all have one. */
    private static String nextStep(Coverage coverage) {
        if (coverage.lost() == 0) {
            return "";
        }
        String what = coverage.missing() == 0
                ? "the environment"
                : coverage.aborted() == 0
                        ? "their traces or their tests"
                        : "the environment, and traces or tests of what is missing";
        return "; mend %s, then play again".formatted(what);
    }

    static String rewardsOpen(Coverage coverage) {
        int open = coverage.planned() - coverage.scored();
        return "%s no reward, and what it could have been decides%s"
                .formatted(open == 1 ? "1 planned episode has" : open + " planned episodes have", nextStep(coverage));
    }

    /**
     * Name the episodes that should have a score and have none, with why; no line where all have one.
     *
     * @param more what else to say of each, empty for nothing
     */
    static List<String> noScore(Batch batch, Function<BatchEntry, String> more) {
        List<BatchEntry> lost = batch.entries().stream()
                .filter(entry -> entry.fate() == Fate.ABORTED || entry.fate() == Fate.MISSING)
                .toList();
        if (lost.isEmpty()) {
            return List.of();
        }
        String first = lost.stream()
                .limit(SHOWN)
                .map(entry -> "%s (%s)"
                        .formatted(
                                entry.name(),
                                Stream.of(why(entry), more.apply(entry))
                                        .filter(text -> !text.isEmpty())
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining(", "));
        return List.of("no score:  " + first + more(lost.size()));
    }

    private static String why(BatchEntry entry) {
        if (entry.fate() == Fate.MISSING) {
            return "nothing of it was seen";
        }
        String cause = entry.cause();
        return cause == null ? "aborted" : "aborted by " + cause.substring(cause.lastIndexOf('.') + 1);
    }

    static String tooFewPairs(Coverage pairs) {
        if (pairs.planned() == 0) {
            return "no pair of episodes was planned";
        }
        String why = pairs.aborted() == 0 ? "missing" : pairs.missing() == 0 ? "aborted" : "aborted or missing";
        return "an episode of %d of %d planned pairs is %s, more than a tenth"
                        .formatted(pairs.lost(), pairs.planned(), why)
                + nextStep(pairs);
    }

    /** Say how many pairs can be compared, and why the others cannot. */
    static String pairs(Coverage pairs) {
        return "planned %d, compared %d".formatted(pairs.planned(), pairs.scored())
                + (pairs.aborted() == 0 ? "" : ", aborted %d".formatted(pairs.aborted()))
                + (pairs.missing() == 0 ? "" : ", missing %d".formatted(pairs.missing()));
    }

    static String differenceReached(double lower, double wanted, Demand demand) {
        return "the lower limit %s of the difference %s %s"
                .formatted(
                        Figures.number(lower),
                        demand == Demand.BETTER ? "is above" : "reaches",
                        Figures.number(wanted));
    }

    static String differenceMissed(double upper, double wanted, Demand demand) {
        return "even the upper limit %s of the difference %s %s"
                .formatted(
                        Figures.number(upper),
                        demand == Demand.BETTER ? "is not above" : "misses",
                        Figures.number(wanted));
    }

    static String tracesNeeded(int traces) {
        return "it needs at least %s".formatted(count(traces, "more trace"));
    }

    static String differenceUnknown(OptionalInt needed, double wanted) {
        return needed.isPresent()
                ? "it needs about %s like these".formatted(count(needed.getAsInt(), "more trace"))
                : "%s lies between the limits of the difference, and more traces like these would not change that"
                        .formatted(Figures.number(wanted));
    }

    static String samePolicy(String policy) {
        return "Comparison [%s with %s] is of a policy with itself. Name two.".formatted(policy, policy);
    }

    static String negative(String name, double value) {
        return "Attribute [%s = %s] is negative. Give 0 or more.".formatted(name, Figures.number(value));
    }

    static String baselineHeld(int traces, int better) {
        return "%s as good as before%s"
                .formatted(
                        traces == 1 ? "1 trace is" : traces + " traces are",
                        better == 0 ? "" : ", %d of them better".formatted(better));
    }

    static String baselineWorse(int worse) {
        return "%s than before".formatted(worse == 1 ? "1 trace is worse" : worse + " traces are worse");
    }

    static String baselineIncomplete(int unknown, int gone) {
        String lines = "%s no line".formatted(unknown == 1 ? "1 trace has" : unknown + " traces have");
        String traces = "%s of traces that are not there".formatted(gone == 1 ? "1 line is" : gone + " lines are");
        return (unknown == 0 ? traces : gone == 0 ? lines : lines + ", " + traces)
                + "; accept with -Darena.baseline=update";
    }

    static String baselineOpen(int traces, Coverage coverage) {
        return "%s not compared%s".formatted(traces == 1 ? "1 trace is" : traces + " traces are", nextStep(coverage));
    }

    static String baselineWritten(String file, int lines, int kept, int dropped) {
        return "%s written to %s%s%s"
                .formatted(
                        count(lines, "line"),
                        file,
                        kept == 0 ? "" : ", %s without a score kept as before".formatted(count(kept, "trace")),
                        dropped == 0 ? "" : ", %s dropped that could not be read".formatted(count(dropped, "line")));
    }

    static String baselineDropped(int line, String text) {
        return "dropped:   line %d [%s]".formatted(line, text);
    }

    static String baselineUnreadable(String file, int line, String text) {
        return ("Baseline [%s] line %d [%s] is no result. Mend or remove it, or let -Darena.baseline=update drop it and"
                        + " accept what is there now.")
                .formatted(file, line, text);
    }

    static String baselineIsFolder(String file) {
        return "Baseline [%s] is a folder. Name a file in it, for example @Baseline(\"%s/baseline.txt\")."
                .formatted(file, file.replace('\\', '/'));
    }

    static String baselineNotRead(String file, String reason) {
        return "Baseline [%s] cannot be read or written: %s. Check who owns the file.".formatted(file, reason);
    }

    static String differentBatches(BatchKey one, BatchKey other) {
        return "Batch [%s] is not batch [%s]. Merge parts of one batch only.".formatted(one, other);
    }

    static String badShare(String name, double value) {
        return "Attribute [%s = %s] is not between 0 and 1, both excluded. No number of episodes proves a rate of 1."
                .formatted(name, value);
    }

    static String badNumber(String name, double value) {
        return "Attribute [%s = %s] is not a number. Give one.".formatted(name, value);
    }

    static String tooSmall(String name, int value, int least) {
        return "Attribute [%s = %d] is too small. Give %d or more.".formatted(name, value, least);
    }

    static String filesUnreadable(String file, String reason) {
        return "Batches [%s] cannot be read: %s. Play the run again.".formatted(file, reason);
    }

    /** Name entries, the first few. */
    static String names(List<BatchEntry> entries) {
        String first = entries.stream().limit(SHOWN).map(BatchEntry::name).collect(Collectors.joining(", "));
        return first + more(entries.size());
    }

    private static String more(int all) {
        return all > SHOWN ? " and %d more".formatted(all - SHOWN) : "";
    }

    static String count(int number, String noun) {
        return number == 1 ? "1 " + noun : number + " " + noun + "s";
    }
}
