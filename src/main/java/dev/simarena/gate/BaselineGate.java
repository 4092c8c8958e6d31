package dev.simarena.gate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Demand that no trace does worse than what was accepted before.
 *
 * <p>Worse is a smaller share solved; where that is equal, a smaller return; where that is equal too, more steps. A trace
 * without a line fails as well as a line without a trace: both are accepted by {@link #update}. A trace of which an episode
 * has no score is not compared, which makes it INCONCLUSIVE.
 *
 * @param file the accepted results
 */
public record BaselineGate(Path file) implements Gate {

    @Override
    public String title() {
        return "as good as " + file.getFileName();
    }

    /** A result that is compared must be complete. */
    @Override
    public boolean decided(Batch batch, int repetition) {
        return false;
    }

    /**
     * Look at the file before anything is played.
     *
     * @param updates whether it is to be written anew, so that lines which cannot be read do not matter
     * @throws dev.simarena.episode.ConfigurationException when it cannot be used
     */
    public void check(boolean updates) {
        if (updates) {
            BaselineFile.read(file);
        } else {
            BaselineFile.strict(file);
        }
    }

    /** Tell whether there is a line for this test, policy and reward. */
    public boolean knows(BatchKey key) {
        return BaselineFile.read(file).lines().stream().anyMatch(line -> line.isOf(key));
    }

    @Override
    public Verdict judge(Batch batch) {
        return judge(batch, true);
    }

    /**
     * Judge a batch.
     *
     * @param whole whether all traces were planned, so that a line without a trace is a fault
     */
    public Verdict judge(Batch batch, boolean whole) {
        Map<String, BaselineLine> accepted = new LinkedHashMap<>();
        BaselineFile.strict(file).stream()
                .filter(line -> line.isOf(batch.key()))
                .forEach(line -> accepted.put(line.trace(), line));
        List<String> worse = new ArrayList<>();
        List<String> better = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        int compared = 0;
        int open = 0;
        for (Map.Entry<String, List<BatchEntry>> trace : batch.byTrace().entrySet()) {
            Optional<BaselineLine> now = BaselineLine.of(batch.key(), trace.getKey(), trace.getValue());
            BaselineLine before = accepted.remove(trace.getKey());
            if (now.isEmpty()) {
                open++;
                continue;
            }
            if (before == null) {
                unknown.add(
                        "no line:   %s  %s".formatted(trace.getKey(), now.get().result()));
                continue;
            }
            compared++;
            int order = now.get().compareTo(before);
            if (order != 0) {
                (order < 0 ? worse : better)
                        .add("%s  %s  %s, before %s"
                                .formatted(
                                        order < 0 ? "worse:   " : "better:  ",
                                        trace.getKey(),
                                        now.get().result(),
                                        before.result()));
            }
        }
        List<String> gone = whole
                ? accepted.keySet().stream().map(trace -> "no trace:  " + trace).toList()
                : List.of();
        List<String> details = new ArrayList<>(List.of("baseline:  " + file));
        List.of(worse, unknown, gone, better).forEach(lines -> details.addAll(firstOf(lines)));
        details.addAll(GateMessages.noScore(batch, __ -> ""));
        if (!worse.isEmpty()) {
            return Verdict.of(this, batch, Verdict.Outcome.FAIL, GateMessages.baselineWorse(worse.size()), details);
        }
        if (!unknown.isEmpty() || !gone.isEmpty()) {
            return Verdict.of(
                    this,
                    batch,
                    Verdict.Outcome.FAIL,
                    GateMessages.baselineIncomplete(unknown.size(), gone.size()),
                    details);
        }
        if (batch.coverage().tooFew()) {
            return Verdict.tooFew(this, batch, details);
        }
        return open > 0
                ? Verdict.of(
                        this,
                        batch,
                        Verdict.Outcome.INCONCLUSIVE,
                        GateMessages.baselineOpen(open, batch.coverage()),
                        details)
                : Verdict.of(
                        this, batch, Verdict.Outcome.PASS, GateMessages.baselineHeld(compared, better.size()), details);
    }

    private static List<String> firstOf(List<String> lines) {
        return lines.size() <= GateMessages.SHOWN + 1
                ? lines
                : List.of(
                        String.join("\n  ", lines.subList(0, GateMessages.SHOWN)),
                        "and %d more".formatted(lines.size() - GateMessages.SHOWN));
    }

    /**
     * Accept what is there now, and write the file anew. A trace of which an episode has no score keeps its line; a line that
     * cannot be read goes. The verdict tells of each line that is another one now.
     *
     * @param whole whether all traces were planned, so that lines of others go
     */
    public Verdict update(Batch batch, boolean whole) {
        Map<String, BaselineLine> now = new LinkedHashMap<>();
        Map<String, List<BatchEntry>> planned = batch.byTrace();
        planned.forEach((trace, entries) ->
                BaselineLine.of(batch.key(), trace, entries).ifPresent(line -> now.put(trace, line)));
        Map<String, BaselineLine> before = new LinkedHashMap<>();
        List<BaselineFile.Broken> dropped = BaselineFile.change(file, lines -> {
            lines.stream().filter(line -> line.isOf(batch.key())).forEach(line -> before.put(line.trace(), line));
            List<BaselineLine> kept = new ArrayList<>(lines.stream()
                    .filter(line -> !line.isOf(batch.key())
                            || (!now.containsKey(line.trace()) && (!whole || planned.containsKey(line.trace()))))
                    .toList());
            kept.addAll(now.values());
            return kept;
        });
        List<String> details = new ArrayList<>(List.of("baseline:  " + file));
        now.forEach((trace, line) -> accepted(line, before.get(trace)).ifPresent(details::add));
        before.keySet().stream()
                .filter(trace -> whole && !planned.containsKey(trace))
                .forEach(trace -> details.add("accepted:  %s removed".formatted(trace)));
        dropped.forEach(line -> details.add(GateMessages.baselineDropped(line.number(), line.text())));
        return Verdict.of(
                this,
                batch,
                Verdict.Outcome.PASS,
                GateMessages.baselineWritten(
                        String.valueOf(file.getFileName()), now.size(), planned.size() - now.size(), dropped.size()),
                details);
    }

    private static Optional<String> accepted(BaselineLine line, @Nullable BaselineLine before) {
        if (before == null) {
            return Optional.of("accepted:  %s new, %s".formatted(line.trace(), line.result()));
        }
        int order = line.compareTo(before);
        return order == 0
                ? Optional.empty()
                : Optional.of("accepted:  %s %s, %s, before %s"
                        .formatted(line.trace(), order < 0 ? "worse" : "better", line.result(), before.result()));
    }
}
