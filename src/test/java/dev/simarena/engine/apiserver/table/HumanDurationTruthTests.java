package dev.simarena.engine.apiserver.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of {@code apimachinery/pkg/util/duration}, and the edges of its ranges. */
class HumanDurationTruthTests {

    @ParameterizedTest
    @CsvSource({
        "PT1S, 1s",
        "PT70S, 70s",
        "PT190S, 3m10s",
        "PT70M, 70m",
        "PT47H, 47h",
        "PT49H, 2d1h",
        "PT194H, 8d",
        "P367D, 367d",
        "PT17545H, 2y1d",
        "PT70082H, 8y",
        "PT-2S, <invalid>",
        "PT-1.5S, 0s",
        "PT-0.1S, 0s",
        "PT0S, 0s",
        "PT119.9S, 119s",
        "PT2M, 2m",
        "PT9M59S, 9m59s",
        "PT10M30S, 10m",
        "PT179M, 179m",
        "PT3H, 3h",
        "PT7H59M, 7h59m",
        "PT8H30M, 8h",
        "PT48H, 2d",
        "PT191H, 7d23h",
        "P729D, 729d",
        "P730D, 2y",
    })
    void a_duration_is_written_with_the_figures_that_matter(Duration duration, String written) {
        assertThat(HumanDuration.of(duration)).isEqualTo(written);
    }
}
