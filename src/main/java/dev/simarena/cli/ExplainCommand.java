package dev.simarena.cli;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.trace.lint.LintRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tell what a code of the lint means and what to do about it. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Tell cause and cure of a code that arena trace lint prints; without a code, list them all.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:not done: there is no such code"},
        footerHeading = "%nExamples:%n",
        footer = {"  arena explain", "  arena explain E0001", "  arena explain status_field_populated --json"})
final class ExplainCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "CODE", description = "a code, such as E0001, or the name of a rule")
    private @Nullable String code;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<LintRule> rules = code == null ? List.of(LintRule.values()) : List.of(rule(code));
        if (json) {
            out.print(LintJson.rules(rules));
        } else if (code == null) {
            rules.forEach(rule -> out.print("%s %s\n".formatted(rule.code(), rule.title())));
        } else {
            out.print(text(rules.get(0)));
        }
        out.flush();
        return ExitCode.GREEN;
    }

    private static LintRule rule(String code) {
        return LintRule.find(code)
                .orElseThrow(() -> new ConfigurationException(CliMessages.unknownRule(code, LintRule.codes())));
    }

    private static String text(LintRule rule) {
        return """
                %s %s
                Severity: %s%s
                Cause: %s
                Cure: %s
                Fixed by arena trace lint --fix: %s
                """.formatted(
                        rule.code(),
                        rule.title(),
                        rule.severity(),
                        rule.simkube() ? ", a rule of SimKube" : "",
                        rule.cause(),
                        rule.cure(),
                        rule.fixable() ? "yes" : "no");
    }
}
