package dev.simarena.report.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpisodeHistoryTests {

    /** P passed, F failed, S skipped; one letter a run. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // results, failed, failing runs, first bad run, last good run, flaps, flap rate
                "P, 0, 0, -, 1, 0, -",
                "F, 1, 1, 1, -, 0, -",
                "S, 0, 0, -, -, 0, -",
                "PPPP, 0, 0, -, 4, 0, 0",
                "PPFF, 2, 2, 3, 2, 1, 0.3333333333333333",
                "FPFP, 2, 0, -, 4, 3, 1",
                "PFSF, 2, 2, 2, 1, 1, 0.5",
                "PPFSS, 1, 1, 3, 2, 1, 0.5",
                "FFPF, 3, 1, 4, 3, 2, 0.6666666666666666"
            })
    void results_tellAgeAndFlaps(
            String results, int failed, int failingRuns, String firstBad, String lastGood, int flaps, Double rate) {
        EpisodeHistory history = EpisodeHistory.of(entries(results)).get(0);

        assertThat(history.failed()).isEqualTo(failed);
        assertThat(history.failingRuns()).isEqualTo(failingRuns);
        assertThat(history.failing()).isEqualTo(failingRuns > 0);
        assertThat(id(history.failingSince())).isEqualTo(firstBad);
        assertThat(id(history.lastGood())).isEqualTo(lastGood);
        assertThat(history.flaps()).isEqualTo(flaps);
        assertThat(history.flapRate()).isEqualTo(rate);
    }

    @Test
    void worstEpisodeOfARun_counts() {
        EpisodeHistory history = EpisodeHistory.of(List.of(
                        HistoryFileTests.entry("1", "a", true),
                        HistoryFileTests.entry("1", "a", false),
                        HistoryFileTests.entry("1", "a", true)))
                .get(0);

        assertThat(history.results()).hasSize(1);
        assertThat(history.failing()).isTrue();
    }

    @Test
    void nothing_hasNoHistory() {
        assertThat(EpisodeHistory.of(List.of())).isEmpty();
    }

    private static String id(HistoryRun run) {
        return run == null ? null : run.id();
    }

    private static List<HistoryEntry> entries(String results) {
        List<HistoryEntry> entries = new ArrayList<>();
        for (int i = 0; i < results.length(); i++) {
            HistoryEntry entry = HistoryFileTests.entry(Integer.toString(i + 1), "a.msgpack", results.charAt(i) == 'P');
            entries.add(
                    results.charAt(i) == 'S'
                            ? new HistoryEntry(
                                    entry.run(),
                                    entry.key(),
                                    1,
                                    HistoryEntry.Status.SKIPPED,
                                    entry.outcome(),
                                    0,
                                    null,
                                    null)
                            : entry);
        }
        return entries;
    }
}
