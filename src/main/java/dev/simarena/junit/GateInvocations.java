package dev.simarena.junit;

import dev.simarena.gate.BatchKey;
import dev.simarena.gate.ComparisonGate;
import dev.simarena.gate.Verdict;
import dev.simarena.report.AllureGateReport;
import dev.simarena.report.ReproduceCommand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Make the test of a gate: it judges the batch, reports the verdict and turns it into the result of a test. */
final class GateInvocations {

    private GateInvocations() {}

    static TestTemplateInvocationContext of(DeclaredGate gate, BatchRun batch, String suffix, ScenarioConfig config) {
        return new GeneratedInvocation(
                gate.gate().title() + suffix, context -> judge(gate, batch, suffix, config, context));
    }

    /** Make the test of a comparison whose candidate is not played: it is skipped. */
    static TestTemplateInvocationContext notPlayed(ComparisonGate gate, String name) {
        return new GeneratedInvocation(name, context -> {
            throw new TestAbortedException(GateTestMessages.notCompared(gate.title(), gate.candidate()));
        });
    }

    private static void judge(
            DeclaredGate gate, BatchRun batch, String suffix, ScenarioConfig config, ExtensionContext context) {
        Run.of(context, config).collect(batch);
        Verdict verdict = batch.judge(gate);
        AllureGateReport.record(verdict, gate.gate().title() + suffix, Reports.identity(config, context), batch.key());
        if (verdict == null) {
            throw new TestAbortedException(batch.notAsked(gate));
        }
        if (gate.gate() instanceof ComparisonGate comparison) {
            AllureGateReport.compare(batch.compare(comparison), comparison);
        }
        context.publishReportEntry("verdict", verdict.headline());
        AssertionFailedError error = error(verdict, message(gate, verdict, batch, config));
        if (error instanceof GateInconclusiveError && !gate.inconclusiveFails()) {
            throw new TestAbortedException(error.getMessage());
        }
        if (error != null) {
            throw error;
        }
    }

    /** Return what is red about a verdict, {@code null} where nothing is. */
    static @Nullable AssertionFailedError error(Verdict verdict, String message) {
        return switch (verdict.outcome()) {
            case PASS -> null;
            case FAIL -> new GateFailedError(message);
            case INCONCLUSIVE -> new GateInconclusiveError(message);
        };
    }

    static String message(DeclaredGate gate, Verdict verdict, BatchRun batch, ScenarioConfig config) {
        List<String> lines = new ArrayList<>(verdict.lines());
        BatchKey key = gate.gate() instanceof ComparisonGate comparison
                ? batch.key().withPolicy(comparison.baseline() + "," + comparison.candidate())
                : batch.key();
        ReproduceCommand command = ReproduceCommand.ofBatch(key, config.seed());
        lines.add("  reproduce:  " + Reports.found(command, config).text());
        return String.join("\n", lines);
    }
}
