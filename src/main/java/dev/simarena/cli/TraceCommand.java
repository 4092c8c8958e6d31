package dev.simarena.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Group the commands about traces. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Check SimKube traces.",
        subcommands = {LintCommand.class, ExplainCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.GREEN_TEXT, "1:done, and a trace has errors", ExitCode.WRONG_TEXT},
        footerHeading = "%nExamples:%n",
        footer = {"  arena trace lint scenarios", "  arena trace explain E0001"})
final class TraceCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), CliMessages.noCommand(spec.qualifiedName()));
    }
}
