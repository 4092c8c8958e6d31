package dev.simarena.junit;

import java.util.Optional;
import java.util.function.Function;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Leave out the scenarios that {@code -Dscenario=} does not name.
 *
 * <p>They are neither skipped nor reported. Where a name does not exist, one scenario class stays to say so. Found through
 * {@link java.util.ServiceLoader}.
 */
public final class ScenarioFilter implements PostDiscoveryFilter {

    private final Function<String, Optional<String>> settings;

    /** Read the selection from the system properties. */
    public ScenarioFilter() {
        this(key -> Optional.ofNullable(System.getProperty(key)));
    }

    ScenarioFilter(Function<String, Optional<String>> settings) {
        this.settings = settings;
    }

    @Override
    public FilterResult apply(TestDescriptor descriptor) {
        Optional<Selection> selection = Selection.of(settings);
        Optional<Class<?>> scenario = selection.flatMap(__ -> scenarioOf(descriptor));
        if (selection.isEmpty() || scenario.isEmpty()) {
            return FilterResult.included("no scenario, or none selected");
        }
        String name = ScenarioCatalog.name(scenario.get());
        if (selection.get().includes(name)) {
            return FilterResult.included("scenario [%s] is selected".formatted(name));
        }
        boolean tells = tells(scenario.get(), selection.get()) && isEpisodeTestOrClass(descriptor);
        return FilterResult.includedIf(
                tells,
                () -> "scenario [%s] tells about the selection".formatted(name),
                () -> "scenario [%s] is not selected".formatted(name));
    }

    private boolean tells(Class<?> scenario, Selection selection) {
        ScenarioCatalog catalog = ScenarioCatalog.around(scenario, settings);
        return !selection.faults(catalog).isEmpty()
                && catalog.messenger(selection).filter(scenario::equals).isPresent();
    }

    private static boolean isEpisodeTestOrClass(TestDescriptor descriptor) {
        return descriptor
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(source -> AnnotationSupport.isAnnotated(source.getJavaMethod(), EpisodeTest.class))
                .orElse(true);
    }

    /** Find the class with the annotation, on the way up from a method or nested class. */
    private static Optional<Class<?>> scenarioOf(TestDescriptor descriptor) {
        for (Optional<TestDescriptor> at = Optional.of(descriptor);
                at.isPresent();
                at = at.get().getParent()) {
            Optional<Class<?>> type = at.get()
                    .getSource()
                    .filter(ClassSource.class::isInstance)
                    .map(source -> ((ClassSource) source).getJavaClass());
            if (type.isPresent() && AnnotationSupport.isAnnotated(type.get(), Scenario.class)) {
                return type;
            }
        }
        return Optional.empty();
    }
}
