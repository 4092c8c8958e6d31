package dev.simarena.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceFiles;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Play fixtures with the Jupiter engine in a folder of their own, away from system properties and other runs. */
final class ArenaTestKit {

    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();

    private ArenaTestKit(Path folder) {
        this.folder = folder;
        set(ArenaSettings.FOLDER, folder.toString());
        set(ArenaSettings.RECORDS, folder.resolve("records").toString());
        set(ArenaSettings.HISTORY, folder.resolve("history/history.jsonl").toString());
        set(ArenaSettings.SCENARIO_CLASSES, "none");
        set(ArenaSettings.SELF_CHECK, "false");
        set(ArenaSettings.ENVIRONMENT_REQUIRED, "true");
        set("allure.results.directory", folder.resolve("results").toString());
    }

    static ArenaTestKit in(Path folder) {
        return new ArenaTestKit(folder);
    }

    ArenaTestKit set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Look up scenarios among these classes only. */
    ArenaTestKit knowing(Class<?>... scenarios) {
        return set(
                ArenaSettings.SCENARIO_CLASSES,
                String.join(
                        "|",
                        Arrays.stream(scenarios)
                                .map(type -> type.getName().replace("$", "\\$"))
                                .toList()));
    }

    ArenaTestKit trace(String file, Trace trace) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        TraceFiles.write(trace, path);
        return this;
    }

    /** Write traces {@code 01.msgpack} and on into the folder of a scenario, each solved in 2 steps. */
    ArenaTestKit traces(String scenario, int count) throws IOException {
        for (int i = 1; i <= count; i++) {
            trace("scenarios/%s/%02d.msgpack".formatted(scenario, i), cpuSlight());
        }
        return this;
    }

    /** Play tests at once, with so many threads in JUnit's pool of this kind. */
    ArenaTestKit parallel(String executor, int threads) {
        return set("junit.jupiter.execution.parallel.enabled", "true")
                .set("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .set("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .set("junit.jupiter.execution.parallel.config.fixed.parallelism", Integer.toString(threads))
                .set("junit.jupiter.execution.parallel.config.executor-service", executor);
    }

    /** Write a file that is no trace. */
    ArenaTestKit garbage(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "not a trace");
        return this;
    }

    /** A Deployment whose request is beyond its nodes by two bumps: solved in 2 steps. */
    static Trace cpuSlight() {
        return DeploymentTrace.builder().cpu("17000m").memory("2Gi").build();
    }

    /** Three replicas where five run: solved in 2 steps. */
    static Trace tooMany() {
        return DeploymentTrace.builder().replicas(5).build();
    }

    Played play(Class<?>... classes) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter").configurationParameters(settings);
        for (Class<?> type : classes) {
            kit.selectors(selectClass(type));
        }
        return new Played(kit.filters(new ScenarioFilter(key -> Optional.ofNullable(settings.get(key))))
                .execute());
    }

    /** Play one test method, as {@code -Dit.test=} and {@code -Dtest=} choose it. */
    Played playMethod(Class<?> type, String method) {
        Method chosen = Arrays.stream(type.getDeclaredMethods())
                .filter(declared -> declared.getName().equals(method))
                .findFirst()
                .orElseThrow();
        return new Played(EngineTestKit.engine("junit-jupiter")
                .configurationParameters(settings)
                .selectors(selectMethod(type, chosen))
                .filters(new ScenarioFilter(key -> Optional.ofNullable(settings.get(key))))
                .execute());
    }

    Path records() throws IOException {
        try (var runs = Files.list(Path.of(Objects.requireNonNull(settings.get(ArenaSettings.RECORDS))))) {
            return runs.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    /** What happened, in words that tests compare. */
    record Played(EngineExecutionResults results) {

        /** Display names of finished tests in the order in which they finished. */
        List<String> tests() {
            return finished().stream()
                    .map(event -> event.getTestDescriptor().getDisplayName())
                    .toList();
        }

        /** Display names of tests that passed. */
        List<String> passed() {
            return results.testEvents().succeeded().stream()
                    .map(event -> event.getTestDescriptor().getDisplayName())
                    .toList();
        }

        /** Name and message of each failure, of tests and containers. */
        Map<String, String> failures() {
            Map<String, String> failures = new LinkedHashMap<>();
            results.allEvents().failed().stream()
                    .forEach(event -> failures.put(
                            event.getTestDescriptor().getDisplayName(),
                            String.valueOf(failure(event).getMessage())));
            return failures;
        }

        /** Message of a test that failed. */
        String failure(String test) {
            return Objects.requireNonNull(failures().get(test), test);
        }

        /** Messages of failed tests, also of those that have the same name. */
        List<String> messages() {
            return results.testEvents().failed().stream()
                    .map(event -> String.valueOf(failure(event).getMessage()))
                    .toList();
        }

        /** Name and message of each test that was aborted, which is neither passed nor failed. */
        Map<String, String> aborted() {
            Map<String, String> aborted = new LinkedHashMap<>();
            results.testEvents().aborted().stream()
                    .forEach(event -> aborted.put(
                            event.getTestDescriptor().getDisplayName(),
                            String.valueOf(failure(event).getMessage())));
            return aborted;
        }

        /** The only failure. */
        Throwable failure() {
            List<Throwable> all = new ArrayList<>();
            results.allEvents().failed().stream().forEach(event -> all.add(failure(event)));
            if (all.size() != 1) {
                throw new AssertionError("expected one failure: " + failures());
            }
            return all.get(0);
        }

        private List<Event> finished() {
            return results.testEvents().stream()
                    .filter(event -> event.getType() == EventType.FINISHED)
                    .toList();
        }

        private static Throwable failure(Event event) {
            return event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                    .getThrowable()
                    .orElseThrow();
        }
    }
}
