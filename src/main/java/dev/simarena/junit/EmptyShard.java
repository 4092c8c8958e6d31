package dev.simarena.junit;

import dev.simarena.report.AllureGateReport;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.TestAbortedException;

/** Make the test that says that a shard has none of the traces of a method; it is skipped, so that the build is green. */
final class EmptyShard {

    private EmptyShard() {}

    static TestTemplateInvocationContext of(int traces, ScenarioConfig config) {
        String name = name(config);
        return new GeneratedInvocation(name, context -> {
            AllureGateReport.emptyShard(name, Reports.identity(config, context), config.scenario());
            throw new TestAbortedException(message(traces, config));
        });
    }

    /** Say that there is nothing to play. */
    static String message(int traces, ScenarioConfig config) {
        return GateTestMessages.emptyShard(name(config), traces, config.element());
    }

    private static String name(ScenarioConfig config) {
        return "shard " + config.gates().shard().orElseThrow();
    }
}
