package dev.simarena.report;

import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.StepRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tell an episode as text: how it ended, what happened in each step, and how to play it again. */
public final class EpisodeStory {

    /** Steps shown at the beginning and at the end of a long episode. */
    private static final int KEPT = 10;

    private EpisodeStory() {}

    /** Tell an episode without the command that plays it again; the seed shown is the episode's own. */
    public static String of(Episode episode) {
        return tell(episode, episode.spec().seed(), null, null, List.of());
    }

    /** Tell an episode; the command that plays it again is the last line. */
    public static String of(Episode episode, ReproduceCommand command) {
        return of(episode, command, null, List.of());
    }

    /**
     * Tell an episode; the command that plays it again is the last line.
     *
     * @param referenceLine how the reference policy plays the trace, {@code null} where that is not known; then an
     *     episode that was not solved tells the fewest steps its trace declares
     * @param more lines with a label each that stand above the command, for example {@code artifacts:  target/arena}
     */
    public static String of(
            Episode episode, ReproduceCommand command, @Nullable String referenceLine, List<String> more) {
        return tell(episode, command.runSeed(), command, referenceLine, more);
    }

    private static String tell(
            Episode episode,
            long seed,
            @Nullable ReproduceCommand command,
            @Nullable String referenceLine,
            List<String> more) {
        List<String> lines = new ArrayList<>();
        lines.add(EpisodeWords.headline(episode, seed));
        lines.addAll(verdict(episode));
        if (!episode.steps().isEmpty()) {
            lines.add("");
            lines.addAll(table(episode.steps()));
        }
        List<String> rest = new ArrayList<>();
        String reference = referenceLine == null ? declared(episode) : referenceLine;
        if (reference != null) {
            rest.add("  " + reference);
        }
        episode.notes().forEach(note -> rest.add("  note:       " + EpisodeWords.oneLine(note)));
        more.forEach(line -> rest.add("  " + line));
        if (command != null) {
            rest.add("  reproduce:  " + command.text());
        }
        if (!rest.isEmpty()) {
            lines.add("");
            lines.addAll(rest);
        }
        return String.join("\n", lines);
    }

    private static List<String> verdict(Episode episode) {
        if (episode.outcome() == EpisodeOutcome.ABORTED) {
            return List.of("  cause: " + EpisodeWords.cause(episode), "  An aborted episode has no score.");
        }
        int target = episode.spec().target();
        if (episode.steps().isEmpty()) {
            return List.of(
                    "  expected: ready = %d, pending = 0".formatted(target),
                    "   but was: nothing observed  (%s)".formatted(EpisodeWords.why(episode)));
        }
        boolean withTotal = EpisodeWords.totalMatters(episode.last().observation());
        String expected = "ready = %d, pending = 0".formatted(target) + (withTotal ? ", total = " + target : "");
        String actual = EpisodeWords.counts(episode.last().observation(), withTotal);
        return episode.outcome() == EpisodeOutcome.SOLVED
                ? List.of("  target: " + expected, "  return: " + EpisodeWords.reward(episode.totalReward()))
                : List.of(
                        "  expected: " + expected, "   but was: %s  (%s)".formatted(actual, EpisodeWords.why(episode)));
    }

    private static @Nullable String declared(Episode episode) {
        EpisodeSpec spec = episode.spec();
        return episode.outcome() == EpisodeOutcome.UNSOLVED
                        && spec.fewestSteps().isPresent()
                ? "the trace declares a solution in "
                        + EpisodeWords.count(spec.fewestSteps().getAsInt(), "step")
                : null;
    }

    private static List<String> table(List<StepRecord> steps) {
        boolean withTotal = steps.stream().anyMatch(step -> EpisodeWords.totalMatters(step.observation()));
        boolean cents =
                steps.stream().allMatch(step -> step.reward() == null || EpisodeWords.exactInCents(step.reward()));
        TextTable table = new TextTable()
                .column("step", TextTable.Align.RIGHT, "  ")
                .column("action", TextTable.Align.LEFT, "  ")
                .column("ready", TextTable.Align.RIGHT, "  ")
                .column("pending", TextTable.Align.RIGHT, " ");
        if (withTotal) {
            table.column("total", TextTable.Align.RIGHT, " ");
        }
        table.column("cpu", TextTable.Align.LEFT, "  ")
                .column("memory", TextTable.Align.LEFT, "  ")
                .column("reward", TextTable.Align.RIGHT, "  ")
                .column("note", TextTable.Align.LEFT, "  ");
        // one step is not worth a line that says it was left out
        boolean all = steps.size() <= 2 * KEPT + 1;
        StepRecord before = null;
        for (int i = 0; i < steps.size(); i++) {
            if (!all && i == KEPT) {
                int left = steps.size() - 2 * KEPT;
                table.text("   ...  (%s left out)".formatted(EpisodeWords.count(left, "step")));
                i += left;
                before = null;
            }
            StepRecord step = steps.get(i);
            table.row(cells(step, before, withTotal, cents ? 2 : 4));
            before = step;
        }
        return table.lines();
    }

    private static List<String> cells(StepRecord step, @Nullable StepRecord before, boolean withTotal, int places) {
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(step.step()));
        cells.add(EpisodeWords.action(step));
        cells.add(Integer.toString(step.observation().ready()));
        cells.add(Integer.toString(step.observation().pending()));
        if (withTotal) {
            cells.add(Integer.toString(step.observation().total()));
        }
        cells.add(step.observation().cpu());
        cells.add(step.observation().memory());
        cells.add(step.reward() == null ? "–" : EpisodeWords.decimals(step.reward(), places));
        cells.add(EpisodeWords.note(step, before));
        return cells;
    }
}
