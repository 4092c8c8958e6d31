package dev.simarena.cli;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.trace.InvalidQuantityException;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.TraceFiles;
import dev.simarena.trace.lint.Finding;
import dev.simarena.trace.lint.LintFixes;
import dev.simarena.trace.lint.LintReport;
import dev.simarena.trace.lint.Nodes;
import dev.simarena.trace.lint.TraceLint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Check traces by all rules or by SimKube's, and mend them where that is safe. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Find what is wrong with SimKube traces: what SimKube refuses, what stops a replay, what pods miss."
                    + " A file that cannot be read is reported like any other finding, and the rest is checked."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no trace has errors; some may have warnings",
            "1:a trace has errors, which includes files that cannot be read",
            "2:nothing was checked: wrong usage, or what is named does not exist; or a mended trace cannot be written"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  arena trace lint scenarios",
            "  arena trace lint --node 16,32Gi --json recorded.sktrace",
            "  arena trace lint --fix recorded.sktrace",
            "  arena trace lint --compatible recorded.sktrace"
        })
final class LintCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "a trace, or a folder with *.sktrace, *.msgpack or *.json in it, at any depth")
    private List<Path> places = new ArrayList<>();

    @Option(
            names = "--compatible",
            description = "check SimKube's six rules as skctl validate check does, and print its counts")
    private boolean compatible;

    @Option(
            names = "--fix",
            description = "mend in place what is safe to mend, as arena explain tells; the form of the file stays")
    private boolean fix;

    @Option(
            names = "--node",
            paramLabel = "CPU,MEMORY",
            description = "what a node can allocate, instead of what the trace declares; may be given several times")
    private List<String> nodes = new ArrayList<>();

    @Option(names = "--all", description = "list every finding, not only the first ten of each rule")
    private boolean all;

    @Option(names = "--json", description = "print JSON, with every finding")
    private boolean json;

    /** What was found in a file, and what is no longer there as it was mended. */
    record Linted(LintReport report, List<Finding> fixed) {}

    @Override
    public Integer call() throws IOException {
        if (fix && compatible) {
            throw new CommandLine.ParameterException(spec.commandLine(), CliMessages.fixesOfOurs());
        }
        TraceLint lint = lint();
        List<Linted> linted = new ArrayList<>();
        for (Path file : TracePaths.all(places)) {
            linted.add(lint(lint, file));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(LintJson.of(linted, compatible));
        } else {
            out.print(compatible ? LintText.counts(linted) : LintText.of(linted, all));
        }
        out.flush();
        return linted.stream().anyMatch(one -> one.report.errors() > 0) ? ExitCode.RED : ExitCode.GREEN;
    }

    private TraceLint lint() {
        TraceLint lint = compatible ? TraceLint.compatible() : TraceLint.all();
        return nodes.isEmpty()
                ? lint
                : lint.withNodes(new Nodes(nodes.stream().map(LintCommand::node).toList()));
    }

    private static Nodes.Shape node(String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 2) {
                return new Nodes.Shape(Quantity.parse(parts[0]), Quantity.parse(parts[1]));
            }
        } catch (InvalidQuantityException e) {
            throw new ConfigurationException(CliMessages.noNode(text), e);
        }
        throw new ConfigurationException(CliMessages.noNode(text));
    }

    private Linted lint(TraceLint lint, Path file) {
        LintReport report = lint.lint(file);
        List<Finding> fixable = report.findings().stream()
                .filter(finding -> finding.rule().fixable())
                .toList();
        if (!fix || fixable.isEmpty()) {
            return new Linted(report, List.of());
        }
        TraceFiles.replace(LintFixes.fix(TraceFiles.load(file)), file);
        return new Linted(lint.lint(file), fixable);
    }
}
