package dev.simarena.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.TraceEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceDiffTests {

    @Test
    void editedRequest_isOneHunkOfTheObject() {
        List<TraceEvent> first = DeploymentTrace.builder().cpu("17000m").build().events();
        List<TraceEvent> last = DeploymentTrace.builder().cpu("16000m").build().events();

        assertThat(TraceDiff.of("cpu-slight.msgpack", first, last))
                .startsWith("""
                        --- cpu-slight.msgpack event 0 applies Deployment default/web (first)
                        +++ cpu-slight.msgpack event 0 applies Deployment default/web (final)
                        """)
                .contains("-              \"cpu\" : \"17000m\"")
                .contains("+              \"cpu\" : \"16000m\"")
                .containsOnlyOnce("\n@@ ");
    }

    @Test
    void sameTrace_saysSo() {
        List<TraceEvent> events = DeploymentTrace.builder().build().events();

        assertThat(TraceDiff.of("a.msgpack", events, List.copyOf(events))).isEqualTo("Trace [a.msgpack] is as it was.");
    }

    @Test
    void eventThatWentAway_isShownAsRemoved() {
        List<TraceEvent> events = DeploymentTrace.builder().build().events();

        assertThat(TraceDiff.of("a.msgpack", events, List.of()).lines().filter(line -> line.startsWith("+")))
                .containsExactly("+++ a.msgpack event 0 applies Deployment default/web (final)");
    }
}
