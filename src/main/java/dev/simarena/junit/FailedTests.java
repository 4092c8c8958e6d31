package dev.simarena.junit;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Know the tests of a run that failed, so that its records tell whether it was green; used by several threads.
 *
 * <p>Gates are left out, since they are judged again where runs are merged. Names are the same in every shard.
 */
final class FailedTests {

    /** The number that a parameterized test has among those of its shard. */
    private static final Pattern INDEX = Pattern.compile("^\\[\\d+\\] ");

    private final SortedSet<String> names = new TreeSet<>();

    /** Return the failed tests of this test execution. */
    static FailedTests of(ExtensionContext context) {
        return ExtensionStore.computed(ExtensionStore.ofRun(context), FailedTests.class, FailedTests::new);
    }

    /** Learn that a test or a container failed, or was aborted, which does not count. */
    synchronized void add(ExtensionContext context, @Nullable Throwable cause) {
        if (!(cause instanceof GateFailedError
                || cause instanceof GateInconclusiveError
                || cause instanceof TestAbortedException)) {
            names.add(name(context));
        }
    }

    private static String name(ExtensionContext context) {
        String type = context.getRequiredTestClass().getSimpleName();
        if (context.getTestMethod().isEmpty()) {
            return type;
        }
        String method = context.getRequiredTestMethod().getName();
        String display = INDEX.matcher(context.getDisplayName()).replaceFirst("");
        return type + "." + method + (display.startsWith(method + "(") ? "" : " › " + display);
    }

    /** Return the names, sorted. */
    synchronized List<String> names() {
        return List.copyOf(names);
    }
}
