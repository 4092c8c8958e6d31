package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Refuse annotations that judge episode tests where there is none: they would be passed without being asked. */
final class GateDeclarations {

    private static final List<Class<? extends Annotation>> GATES = List.of(
            SolveRate.class,
            RewardThreshold.class,
            Idempotent.class,
            Baseline.class,
            Compare.class,
            ExpectedUnsolved.class);

    private GateDeclarations() {}

    /**
     * Look at the annotations of a test method and its classes.
     *
     * @throws ConfigurationException where one of them judges nothing
     */
    static void check(Declarations declarations) {
        if (declarations.method().isEmpty()
                || declarations.find(EpisodeTest.class).isPresent()) {
            return;
        }
        Method method = declarations.method().get();
        for (Class<? extends Annotation> gate : GATES) {
            if (declarations.find(gate).isPresent()
                    && (AnnotationSupport.isAnnotated(method, gate) || !declaresEpisodes(declarations, gate))) {
                throw new ConfigurationException(
                        GateTestMessages.judgesNothing(gate.getSimpleName(), declarations.element()));
            }
        }
    }

    /** Tell whether the class that carries a gate has episode tests, in itself, its nested classes or the running one. */
    private static boolean declaresEpisodes(Declarations declarations, Class<? extends Annotation> gate) {
        return declaresEpisodes(declarations.carrier(gate))
                || declarations.classes().stream().anyMatch(GateDeclarations::declaresEpisodes);
    }

    private static boolean declaresEpisodes(Class<?> type) {
        return !AnnotationSupport.findAnnotatedMethods(type, EpisodeTest.class, HierarchyTraversalMode.TOP_DOWN)
                        .isEmpty()
                || Arrays.stream(type.getDeclaredClasses()).anyMatch(GateDeclarations::declaresEpisodes);
    }
}
