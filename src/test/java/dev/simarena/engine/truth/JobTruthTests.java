package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.job.JobBench;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.IndexRanges;
import dev.simarena.engine.model.JobBackoff;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodFailurePolicy;
import dev.simarena.engine.model.SuccessPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Indexes, back-off and policies of Jobs. */
class JobTruthTests {

    @TestFactory
    List<DynamicTest> indexes() {
        return TruthTable.of("job-indexes").tests(single -> {
            int completions = single.path("completions").asInt();
            IndexRanges before = IndexRanges.parse(single.path("before").asText(), completions);
            List<Integer> added = new ArrayList<>();
            single.path("new").forEach(index -> added.add(index.asInt()));
            assertThat(before).hasToString(single.path("kept").asText());
            assertThat(before.with(added)).hasToString(single.path("after").asText());
        });
    }

    @TestFactory
    List<DynamicTest> success_policy() {
        return TruthTable.of("job-success-policy").tests(single -> {
            List<SuccessPolicy.Rule> rules = new ArrayList<>();
            for (JsonNode rule : single.path("rules")) {
                rules.add(new SuccessPolicy.Rule(
                        rule.has("indexes") ? rule.path("indexes").asText() : null,
                        rule.has("count") ? rule.path("count").asInt() : null));
            }
            IndexRanges succeeded = IndexRanges.parse(single.path("succeeded").asText(), 100);
            assertThat(new SuccessPolicy(rules).firstMet(succeeded, 10))
                    .isEqualTo(single.path("met").asInt());
        });
    }

    @TestFactory
    List<DynamicTest> backoff() {
        return TruthTable.of("job-backoff").tests(single -> {
            JobBackoff backoff = new JobBackoff(single.path("failures").asInt(), 0);
            long now = TimeUnit.SECONDS.toMicros(single.path("secondsAfter").asLong());
            assertThat(backoff.remaining(now))
                    .isEqualTo(
                            TimeUnit.SECONDS.toMicros(single.path("remaining").asLong()));
        });
    }

    @TestFactory
    List<DynamicTest> failure_policy() {
        return TruthTable.of("job-failure-policy")
                .tests(single -> assertThat(JobBench.judge(policy(single.path("rules")), failed(single)))
                        .isEqualTo(JobBench.verdict(single)));
    }

    private static Pod failed(JsonNode single) {
        Pod pod = (Pod) Manifests.world(1).submit(Manifests.pod("mypod", """
                {"restartPolicy": "Never", "containers": [{"name": "main", "image": "i"}]}
                """));
        pod.setExitCode(single.path("exitCode").asInt());
        pod.finish(Phase.FAILED, 0);
        if (single.has("disrupted")) {
            pod.disrupt(
                    new Condition("DisruptionTarget", single.path("disrupted").asText(), "Test", "test", 0, 0));
        }
        return pod;
    }

    private static @Nullable PodFailurePolicy policy(JsonNode rules) {
        if (rules.isNull()) {
            return null;
        }
        List<PodFailurePolicy.Rule> read = new ArrayList<>();
        for (JsonNode rule : rules) {
            JsonNode codes = rule.path("onExitCodes");
            List<Integer> values = new ArrayList<>();
            codes.path("values").forEach(value -> values.add(value.asInt()));
            List<PodFailurePolicy.Pattern> conditions = new ArrayList<>();
            for (JsonNode pattern : rule.path("onPodConditions")) {
                conditions.add(new PodFailurePolicy.Pattern(
                        pattern.path("type").asText(), pattern.path("status").asText("True")));
            }
            read.add(new PodFailurePolicy.Rule(
                    rule.path("action").asText(),
                    codes.isObject()
                            ? new PodFailurePolicy.ExitCodes(
                                    codes.has("containerName")
                                            ? codes.path("containerName").asText()
                                            : null,
                                    codes.path("operator").asText().equals("In"),
                                    values)
                            : null,
                    conditions));
        }
        return new PodFailurePolicy(read);
    }
}
