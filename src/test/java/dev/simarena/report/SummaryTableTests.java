package dev.simarena.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.episode.SummaryRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTableTests {

    static final List<SummaryRow> ROWS = List.of(
            new SummaryRow("cpu", "noop", "gradual", 4, 0, 1, -1.5, 40.0, Duration.ofMillis(120)),
            new SummaryRow("memory", "reference", "gradual", 22, 22, 0, 0.61, 5.5, Duration.ofMillis(1334)));

    static final Duration WALL = Duration.ofMillis(1400);

    @Test
    void rows_areAlignedAndAddedUp() {
        // the means weigh each row by its episodes that were not aborted: (3 × -1.5 + 22 × 0.61) / 25
        assertThat(table(ROWS).text()).isEqualTo("""
                        scenario  policy     reward   episodes  solved  aborted  mean reward  mean steps  wall time
                        -------------------------------------------------------------------------------------------
                        cpu       noop       gradual         4       0        1        -1.50       40.00     0.12 s
                        memory    reference  gradual        22      22        0         0.61        5.50     1.33 s
                        -------------------------------------------------------------------------------------------
                        total                               26      22        1         0.36        9.64     1.40 s""");
    }

    @Test
    void withoutWallTime_theLastColumnIsGone() {
        assertThat(table(ROWS).textWithoutWallTime().lines()).first().asString().endsWith("  mean reward  mean steps");
        assertThat(table(ROWS).textWithoutWallTime()).doesNotContain(" s\n");
    }

    @Test
    void onlyAborted_hasNoMean() {
        List<SummaryRow> rows = List.of(new SummaryRow("cpu", "noop", "gradual", 1, 0, 1, null, null, Duration.ZERO));

        assertThat(table(rows).text().lines().skip(2))
                .first()
                .asString()
                .isEqualTo("cpu       noop    gradual         1       0        1            –           –     0.00 s");
    }

    @Test
    void differentRewards_haveNoCommonMean() {
        List<SummaryRow> rows = List.of(
                new SummaryRow("cpu", "noop", "binary", 1, 0, 0, 0.0, 40.0, Duration.ZERO),
                new SummaryRow("cpu", "noop", "gradual", 1, 0, 0, -1.0, 40.0, Duration.ZERO));

        assertThat(table(rows).text().lines().skip(5))
                .singleElement()
                .asString()
                .matches("total +2 +0 +0 +– +40\\.00 +1\\.40 s");
    }

    @Test
    void configurationErrors_areCountedBelowTheTable() {
        String table =
                new SummaryTable(ROWS, WALL, List.of("cpu/a", "cpu/b", "cpu/c", "cpu/d", "cpu/e", "cpu/f")).text();

        assertThat(table.lines())
                .last()
                .isEqualTo("Configuration errors: 6 not played (cpu/a, cpu/b, cpu/c, cpu/d, cpu/e, ...)."
                        + " Their tests say what is wrong.");
        assertThat(new SummaryTable(List.of(), WALL, List.of("cpu/a")).markdown())
                .contains("Configuration errors: 1 not played (cpu/a).");
    }

    @Test
    void noRows_saysThatNothingWasPlayed() {
        assertThat(table(List.of()).text()).isEqualTo("No episodes were played.");
        assertThat(table(List.of()).markdown()).isEqualTo("### Sim-Arena\n\nNo episodes were played.\n");
    }

    @Test
    void markdown_isATableWithBoldTotals() {
        assertThat(table(ROWS).markdown()).isEqualTo("""
                        ### Sim-Arena

                        | scenario | policy | reward | episodes | solved | aborted | mean reward | mean steps | wall time |
                        | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
                        | cpu | noop | gradual | 4 | 0 | 1 | -1.50 | 40.00 | 0.12 s |
                        | memory | reference | gradual | 22 | 22 | 0 | 0.61 | 5.50 | 1.33 s |
                        | **total** |  |  | **26** | **22** | **1** | **0.36** | **9.64** | **1.40 s** |
                        """);
    }

    static SummaryTable table(List<SummaryRow> rows) {
        return new SummaryTable(rows, WALL, List.of());
    }
}
