package dev.simarena.cli;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Word what is wrong with a command line as everything else is worded. */
final class WrongUsage {

    private WrongUsage() {}

    static String message(ParameterException fault) {
        CommandLine command = fault.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        if (fault instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched().get(0), command, name);
        }
        if (fault instanceof MissingParameterException missing) {
            return missing(missing.getMissing(), name);
        }
        if (fault instanceof OverwrittenOptionException twice) {
            return CliMessages.twice(label(twice.getOverwritten()));
        }
        ArgSpec argument = fault.getArgSpec();
        if (argument == null) {
            // the help of a command that does not exist, or a message of our own
            return fault.getValue() == null
                    ? String.valueOf(fault.getMessage())
                    : CliMessages.unknownCommand(fault.getValue(), names(command));
        }
        return fault.getValue() == null
                ? CliMessages.wrongUsage(String.valueOf(fault.getMessage()), name)
                : CliMessages.badValue(label(argument), fault.getValue(), name);
    }

    private static String unmatched(String argument, CommandLine command, String name) {
        if (argument.startsWith("-")) {
            return CliMessages.unknownOption(
                    argument,
                    name,
                    new TreeSet<>(command.getCommandSpec().optionsMap().keySet()));
        }
        return command.getSubcommands().isEmpty()
                ? CliMessages.unexpectedArgument(argument, name)
                : CliMessages.unknownCommand(argument, names(command));
    }

    private static String missing(List<ArgSpec> missing, String name) {
        ArgSpec first = missing.get(0);
        return first.isOption()
                ? CliMessages.missingValue(label(first), first.paramLabel(), name)
                : CliMessages.missingArgument(first.paramLabel(), name);
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static Set<String> names(CommandLine command) {
        CommandLine parent = command.getSubcommands().isEmpty() ? command.getParent() : command;
        return new TreeSet<>(
                (parent == null ? command : parent).getSubcommands().keySet());
    }
}
