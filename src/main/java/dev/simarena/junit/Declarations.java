package dev.simarena.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Find annotations on a test method, its class and the enclosing classes, in this order.
 *
 * @param method the test method, empty outside of one
 * @param classes the test class, then the enclosing ones
 */
record Declarations(Optional<Method> method, List<Class<?>> classes) {

    static Declarations of(ExtensionContext context) {
        List<Class<?>> classes = new ArrayList<>();
        // contexts, not getEnclosingClass: a @Nested class may be inherited from elsewhere
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            at.get().getTestClass().filter(type -> !classes.contains(type)).ifPresent(classes::add);
        }
        return new Declarations(context.getTestMethod(), List.copyOf(classes));
    }

    /** Return the nearest annotation, present, inherited or meta-present. */
    <A extends Annotation> Optional<A> find(Class<A> annotation) {
        return method.flatMap(element -> AnnotationSupport.findAnnotation(element, annotation))
                .or(() -> classes.stream()
                        .flatMap(type -> AnnotationSupport.findAnnotation(type, annotation).stream())
                        .findFirst());
    }

    /** Return the class that carries or inherits the annotation, else the test class. */
    Class<?> carrier(Class<? extends Annotation> annotation) {
        return classes.stream()
                .filter(type -> AnnotationSupport.isAnnotated(type, annotation))
                .findFirst()
                .orElse(classes.get(0));
    }

    /** Name the method or class for messages. */
    String element() {
        String type = classes.get(0).getSimpleName();
        return method.map(element -> type + "." + element.getName()).orElse(type);
    }
}
