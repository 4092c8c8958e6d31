package dev.simarena.cli;

import dev.simarena.cluster.EnvironmentException;
import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.RecordsException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Be the command {@code arena}; each of its subcommands is a class of this package.
 *
 * <p>Exit codes are those of {@link ExitCode}.
 */
@Command(
        name = "arena",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Look at the runs of Sim-Arena, merge them, clean up after them, and check traces.",
        subcommands = {
            CleanCommand.class,
            ExplainCommand.class,
            HistoryCommand.class,
            MergeCommand.class,
            PreflightCommand.class,
            TraceCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.GREEN_TEXT, ExitCode.RED_TEXT, ExitCode.WRONG_TEXT},
        footerHeading = "%nExamples:%n",
        footer = {
            "  arena history --failing",
            "  arena merge target/shard-*",
            "  arena trace lint scenarios",
            "  arena help merge"
        })
public final class Arena implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    Arena() {}

    /** Run a command and end the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Return the command with all its subcommands. */
    static CommandLine commandLine() {
        return new CommandLine(new Arena())
                .addSubcommand("help", new CommandLine.HelpCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((exception, arguments) -> {
                    exception.getCommandLine().getErr().println(WrongUsage.message(exception));
                    return ExitCode.WRONG;
                })
                .setExecutionExceptionHandler((exception, command, parsed) -> failed(exception, command.getErr()));
    }

    private static int failed(Exception exception, PrintWriter err) throws Exception {
        if (exception instanceof ConfigurationException
                || exception instanceof EnvironmentException
                || exception instanceof RecordsException
                || exception instanceof UncheckedIOException) {
            err.println(exception.getMessage());
            return ExitCode.WRONG;
        }
        throw exception;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), CliMessages.noCommand("arena"));
    }
}
