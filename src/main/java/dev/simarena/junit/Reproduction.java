package dev.simarena.junit;

import dev.simarena.episode.Policy;
import dev.simarena.report.ReproduceCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/** Add the command that plays an episode again to what a test threw; the original message comes first. */
final class Reproduction {

    private Reproduction() {}

    /** Return the same failure with the command as its last line. */
    static Throwable added(Throwable failure, EpisodeScope scope) {
        return added(failure, scope, List.of());
    }

    /**
     * Return the same failure with the command as its last line.
     *
     * @param more lines that stand above it
     */
    static Throwable added(Throwable failure, EpisodeScope scope, List<String> more) {
        List<String> lines = new ArrayList<>(more);
        if (failure instanceof StoryFailure story) {
            lines.add(0, "artifacts:  " + scope.records());
            return story.retold(Reports.command(story.spec(), scope.config()), lines);
        }
        ReproduceCommand reproduce = Reports.command(scope.spec(), scope.config());
        lines.add("reproduce:  " + reproduce.text());
        String command = lines.stream().collect(Collectors.joining("\n  ", "  ", ""));
        String message = String.valueOf(failure.getMessage()) + "\n" + command;
        Throwable added;
        if (failure.getClass() == AssertionFailedError.class) {
            AssertionFailedError assertion = (AssertionFailedError) failure;
            added = assertion.isExpectedDefined() && assertion.isActualDefined()
                    ? new AssertionFailedError(
                            message, assertion.getExpected(), assertion.getActual(), assertion.getCause())
                    : new AssertionFailedError(message, assertion.getCause());
        } else if (failure.getClass() == AssertionError.class) {
            added = new AssertionError(message, failure.getCause());
        } else {
            // types we do not know keep their class; the command travels beside them
            boolean byPolicy = threw(scope.policy(), failure);
            failure.addSuppressed(new Hint(
                    byPolicy ? JunitMessages.policyThrew(scope.spec().policy()) + "\n" + command : command.strip()));
            return failure;
        }
        added.setStackTrace(failure.getStackTrace());
        for (Throwable suppressed : failure.getSuppressed()) {
            added.addSuppressed(suppressed);
        }
        return added;
    }

    /** Tell whether something was thrown within a policy, or what it called. */
    private static boolean threw(Policy policy, Throwable failure) {
        String type = policy.getClass().getName();
        return Arrays.stream(failure.getStackTrace())
                .map(StackTraceElement::getClassName)
                .anyMatch(name -> name.equals(type));
    }

    /** Carry a line of text in a stack trace. */
    private static final class Hint extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Hint(String text) {
            super(text, null, false, false);
        }
    }
}
