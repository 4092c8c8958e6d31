package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.report.SourcePlace;
import dev.simarena.report.WorkflowCommand;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Mark failures in the files of a pull request: on GitHub Actions each failed test prints an annotation at the end of the
 * run, with file and line. GitHub shows ten of a step, so that the last one counts the rest: what is configured wrongly comes
 * first, then gates, then episodes, each in the order of their names, whatever ended first.
 *
 * <p>Found through {@link java.util.ServiceLoader}.
 */
public final class GitHubAnnotations implements TestExecutionListener {

    /** Number of annotations that GitHub shows of one step. */
    private static final int SHOWN = 10;

    /** GitHub cuts what is longer. */
    private static final int LONGEST = 4000;

    private static final Comparator<Map.Entry<TestIdentifier, TestExecutionResult>> ORDER = Comparator.comparing(
                    (Map.Entry<TestIdentifier, TestExecutionResult> failure) ->
                            rank(failure.getValue().getThrowable().orElse(null)))
            .thenComparing(failure -> place(failure.getKey()))
            .thenComparing(failure -> failure.getKey().getDisplayName())
            .thenComparing(failure -> failure.getKey().getUniqueId());

    private final Map<String, String> environment;
    private final PrintStream out;
    private final Map<TestIdentifier, TestExecutionResult> failed = new LinkedHashMap<>();

    /** Print to standard output, if this is GitHub Actions. */
    public GitHubAnnotations() {
        this(System.getenv(), System.out);
    }

    GitHubAnnotations(Map<String, String> environment, PrintStream out) {
        this.environment = Map.copyOf(environment);
        this.out = out;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.FAILED && onGitHub()) {
            synchronized (failed) {
                failed.put(test, result);
            }
        }
    }

    private static int rank(@Nullable Throwable failure) {
        if (failure instanceof ConfigurationException
                || failure instanceof ExtensionConfigurationException
                || failure instanceof ParameterResolutionException) {
            return 0;
        }
        return failure instanceof GateFailedError || failure instanceof GateInconclusiveError ? 1 : 2;
    }

    private static String place(TestIdentifier test) {
        TestSource source = test.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return method.getClassName() + "#" + method.getMethodName();
        }
        return source instanceof ClassSource type ? type.getClassName() : "";
    }

    private boolean onGitHub() {
        return "true".equals(environment.get("GITHUB_ACTIONS"));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        synchronized (failed) {
            boolean all = failed.size() <= SHOWN;
            failed.entrySet().stream()
                    .sorted(ORDER)
                    .limit(all ? SHOWN : SHOWN - 1)
                    .forEach(failure -> print(failure.getKey(), failure.getValue()));
            if (!all) {
                out.println(WorkflowCommand.error(
                        new SourcePlace("", 1), "Sim-Arena", JunitMessages.moreFailures(failed.size() - SHOWN + 1)));
            }
            failed.clear();
        }
    }

    private void print(TestIdentifier test, TestExecutionResult result) {
        Throwable failure = result.getThrowable().orElse(null);
        String text = failure == null || failure.getMessage() == null ? String.valueOf(failure) : failure.getMessage();
        Path project = Path.of("");
        Path repository = Path.of(environment.getOrDefault("GITHUB_WORKSPACE", ""));
        TestSource source = test.getSource().orElse(null);
        SourcePlace place = new SourcePlace("", 1);
        String title = test.getDisplayName();
        if (source instanceof MethodSource method) {
            place = SourcePlace.of(method.getClassName(), method.getMethodName(), failure, project, repository);
            String name = simpleName(method.getClassName()) + "." + method.getMethodName();
            // a test that is named after its method needs no second name
            title = title.startsWith(method.getMethodName() + "(") ? name : name + " › " + title;
        } else if (source instanceof ClassSource type) {
            place = SourcePlace.of(type.getClassName(), null, failure, project, repository);
            title = simpleName(type.getClassName());
        }
        out.println(WorkflowCommand.error(
                place, title, text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text));
    }

    private static String simpleName(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }
}
