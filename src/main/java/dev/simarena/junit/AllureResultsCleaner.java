package dev.simarena.junit;

import dev.simarena.report.ResultsFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Empty Allure's results at the start of a run that plays scenarios, so that old results do not show up as retries.
 *
 * <p>The folder {@code history} stays, and so does everything that Allure did not write. Found through {@link
 * java.util.ServiceLoader}; Allure itself writes nothing before the first test ends.
 */
public final class AllureResultsCleaner implements TestExecutionListener {

    private final Path directory;
    private final AtomicBoolean done = new AtomicBoolean();

    /** Clean the directory Allure is told to use. */
    public AllureResultsCleaner() {
        this(Path.of(System.getProperty(Reports.RESULTS_DIRECTORY, Reports.DEFAULT_RESULTS_DIRECTORY)));
    }

    AllureResultsCleaner(Path directory) {
        this.directory = directory;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        // a rerun of failed tests in the same launcher adds to the results
        if (Files.isDirectory(directory) && playsScenarios(plan) && done.compareAndSet(false, true)) {
            clean();
        }
    }

    private static boolean playsScenarios(TestPlan plan) {
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .anyMatch(AllureResultsCleaner::isScenario);
    }

    private static boolean isScenario(TestIdentifier identifier) {
        return identifier
                .getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getJavaClass())
                .filter(type -> AnnotationSupport.isAnnotated(type, Scenario.class))
                .isPresent();
    }

    private void clean() {
        try {
            ResultsFolder.empty(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(JunitMessages.resultsNotEmptied(directory), e);
        }
    }
}
