package dev.simarena.junit;

import dev.simarena.report.ReproduceCommand;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Tell how a build finds a test method again: by its scenario, and by its name where that is not enough. */
final class TestSelector {

    private final String method;
    private final Class<?> scenario;
    private final boolean named;
    private final Function<String, Optional<String>> settings;
    private volatile int methods;

    private TestSelector(String method, Class<?> scenario, boolean named, Function<String, Optional<String>> settings) {
        this.method = method;
        this.scenario = scenario;
        this.named = named;
        this.settings = settings;
    }

    /** Look at a test method; classes are not looked through before somebody asks. */
    static TestSelector of(Declarations declarations, Function<String, Optional<String>> settings) {
        Class<?> type = declarations.classes().get(0);
        String name = type.getName().substring(type.getName().lastIndexOf('.') + 1);
        return new TestSelector(
                declarations
                        .method()
                        .map(method -> name + "#" + method.getName())
                        .orElse(name),
                declarations.carrier(Scenario.class),
                declarations.find(Scenario.class).isPresent(),
                settings);
    }

    /** Return a command that finds this test and no other. */
    ReproduceCommand found(ReproduceCommand command) {
        if (!named) {
            return command.ofTest(method);
        }
        return methods() > 1 ? command.ofScenarioTest(method) : command;
    }

    /** Count the test methods of all classes of the scenario. */
    private int methods() {
        if (methods == 0) {
            String name = ScenarioCatalog.name(scenario);
            int counted = ScenarioCatalog.around(scenario, settings).classes().stream()
                    .filter(type -> ScenarioCatalog.name(type).equals(name))
                    .mapToInt(TestSelector::methodsOf)
                    .sum();
            methods = Math.max(1, counted);
        }
        return methods;
    }

    private static int methodsOf(Class<?> type) {
        List<Class<?>> nested = ReflectionSupport.findNestedClasses(type, inner -> true);
        return ReflectionSupport.findMethods(
                                type,
                                method -> AnnotationSupport.isAnnotated(method, Testable.class),
                                HierarchyTraversalMode.TOP_DOWN)
                        .size()
                + nested.stream().mapToInt(TestSelector::methodsOf).sum();
    }
}
