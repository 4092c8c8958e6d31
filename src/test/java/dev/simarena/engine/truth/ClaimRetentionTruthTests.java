package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.controller.StatefulBench;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Who owns the claims of a StatefulSet of two pods. */
class ClaimRetentionTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return TruthTable.of("claim-retention").tests(single -> {
            ObjectNode set = StatefulSetTruthTests.set(Manifests.json("{\"replicas\": 2}"));
            set.withObject("/spec/persistentVolumeClaimRetentionPolicy")
                    .put("whenScaled", single.path("scaled").asText())
                    .put("whenDeleted", single.path("deleted").asText());
            set.withObject("/spec")
                    .set("volumeClaimTemplates", Manifests.json("""
                    {"claims": [{"metadata": {"name": "data"}, "spec": {}}]}
                    """).path("claims"));
            List<String> expected = Notation.words(single.path("after").asText());
            single.path("owners")
                    .forEach(owners -> assertThat(new StatefulBench(set)
                                    .retained(single.path("number").asInt(), Notation.words(owners.asText())))
                            .as("owners %s", owners)
                            .containsExactlyInAnyOrderElementsOf(expected));
        });
    }
}
