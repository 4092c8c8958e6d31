package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.engine.controller.DaemonBench;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** On which nodes the pods of a DaemonSet belong. */
class DaemonNodesTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return TruthTable.of("daemon-nodes")
                .tests(single -> assertThat(DaemonBench.verdict(
                                Notation.pod("p", single.path("pod")),
                                Notation.node("node", single.path("node").asText())))
                        .isEqualTo(single.path("verdict").asText()));
    }
}
