package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.CronSchedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What schedules of CronJobs mean. */
class CronScheduleTruthTests {

    private static final TruthTable TABLE = TruthTable.of("cron-schedule");

    @TestFactory
    List<DynamicTest> activation() {
        return TABLE.tests("activation", single -> {
            Instant time = LocalDateTime.parse(single.path("time").asText()).toInstant(ZoneOffset.UTC);
            long next = schedule(single, ZoneOffset.UTC).next(Timeline.micros(time.minusSeconds(1)));
            assertThat(next == Timeline.micros(time))
                    .isEqualTo(single.path("due").asBoolean());
        });
    }

    @TestFactory
    List<DynamicTest> next() {
        return TABLE.tests("next", single -> {
            long next = schedule(single, ZoneId.of(single.path("zone").asText()))
                    .next(micros(single.path("time").asText()));
            String wanted = single.path("next").asText();
            assertThat(next).isEqualTo(wanted.equals("never") ? CronSchedule.NEVER : micros(wanted));
        });
    }

    @TestFactory
    List<DynamicTest> errors() {
        return TABLE.tests(
                "errors",
                single -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> schedule(single, ZoneOffset.UTC))
                        .withMessage(single.path("message").asText()));
    }

    private static CronSchedule schedule(JsonNode single, ZoneId zone) {
        return CronSchedule.parse(single.path("schedule").asText(), zone);
    }

    private static long micros(String time) {
        return Timeline.micros(OffsetDateTime.parse(time).toInstant());
    }
}
