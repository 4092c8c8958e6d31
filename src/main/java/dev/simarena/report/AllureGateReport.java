package dev.simarena.report;

import dev.simarena.gate.BatchKey;
import dev.simarena.gate.Comparison;
import dev.simarena.gate.ComparisonGate;
import dev.simarena.gate.Verdict;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Show gates and checks in the Allure report as the tests they are. */
public final class AllureGateReport {

    private AllureGateReport() {}

    /**
     * Give the Allure test that runs on this thread name, labels, history and verdict of a gate; without one, do nothing.
     *
     * @param verdict what the gate said, {@code null} where it was not asked
     * @param name name of the test
     */
    public static void record(@Nullable Verdict verdict, String name, EpisodeIdentity id, BatchKey batch) {
        AllureLifecycle lifecycle = Allure.getLifecycle();
        if (lifecycle.getCurrentTestCase().isEmpty()) {
            return;
        }
        apply(
                lifecycle,
                name,
                id,
                new EpisodeLabels.PlayedSpec(batch.scenario(), "", batch.policy(), batch.reward(), 0));
        label(lifecycle, MergedResults.GATE);
        lifecycle.updateTestCase(result -> {
            result.setParameters(new ArrayList<>(List.of(
                    new Parameter().setName("policy").setValue(batch.policy()),
                    new Parameter().setName("reward").setValue(batch.reward()))));
            if (verdict != null) {
                result.setDescription(description(verdict));
            }
        });
    }

    /** Say everything about a verdict, as Markdown. */
    static String description(Verdict verdict) {
        List<String> lines = verdict.lines();
        return "**%s**: %s%n%n    %s"
                .formatted(verdict.outcome(), verdict.reason(), String.join("\n    ", lines.subList(1, lines.size())));
    }

    /** Attach chart and table of a comparison to the Allure test that runs on this thread; without one, do nothing. */
    public static void compare(Comparison comparison, ComparisonGate gate) {
        AllureLifecycle lifecycle = Allure.getLifecycle();
        if (lifecycle.getCurrentTestCase().isEmpty() || comparison.traces().isEmpty()) {
            return;
        }
        byte[] chart = ComparisonChart.svg(comparison, gate).getBytes(StandardCharsets.UTF_8);
        byte[] table = ComparisonTable.csv(comparison).getBytes(StandardCharsets.UTF_8);
        lifecycle.addAttachment("Chart", "image/svg+xml", ".svg", chart);
        lifecycle.addAttachment("Traces", "text/csv", ".csv", table);
    }

    /** Give the Allure test that runs on this thread name and labels of a shard without traces; without one, do nothing. */
    public static void emptyShard(String name, EpisodeIdentity id, String scenario) {
        AllureLifecycle lifecycle = Allure.getLifecycle();
        if (lifecycle.getCurrentTestCase().isPresent()) {
            name(name, id, scenario);
            label(lifecycle, MergedResults.EMPTY_SHARD);
        }
    }

    private static void label(AllureLifecycle lifecycle, String value) {
        lifecycle.updateTestCase(result ->
                result.getLabels().add(new Label().setName(MergedResults.KIND).setValue(value)));
    }

    /** Give the Allure test that runs on this thread name, labels and history of a check; without one, do nothing. */
    public static void name(String name, EpisodeIdentity id, String scenario) {
        AllureLifecycle lifecycle = Allure.getLifecycle();
        if (lifecycle.getCurrentTestCase().isPresent()) {
            apply(lifecycle, name, id, new EpisodeLabels.PlayedSpec(scenario, "", "self-check", "", 0));
        }
    }

    private static void apply(
            AllureLifecycle lifecycle, String name, EpisodeIdentity id, EpisodeLabels.PlayedSpec spec) {
        String history = EpisodeLabels.md5(
                String.join("\n", id.fullName(), spec.scenario(), name, spec.policy(), spec.reward()));
        lifecycle.updateTestCase(result -> result.setName(name)
                .setFullName("%s [%s]".formatted(id.fullName(), name))
                .setHistoryId(history)
                .setTestCaseId(history)
                .setTestCaseName(name)
                .setLabels(EpisodeLabels.labels(result.getLabels(), spec, id)));
    }
}
