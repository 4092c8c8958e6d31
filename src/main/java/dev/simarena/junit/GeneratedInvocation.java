package dev.simarena.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * Be an invocation of an {@link EpisodeTest} that plays no episode: neither its body nor its {@code @BeforeEach} and
 * {@code @AfterEach} methods run, and parameters that belong to an episode are {@code null} and 0.
 *
 * @param name name of the test
 * @param body what runs instead; what it throws fails the test
 */
record GeneratedInvocation(String name, Consumer<ExtensionContext> body) implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int invocationIndex) {
        return name;
    }

    @Override
    public void prepareInvocation(ExtensionContext context) {
        ExtensionStore.of(context).put(GeneratedInvocation.class, this);
    }

    /** Tell whether this is such an invocation. */
    static boolean is(ExtensionContext context) {
        return ExtensionStore.of(context).get(GeneratedInvocation.class) != null;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new InvocationInterceptor() {

            @Override
            public void interceptTestTemplateMethod(
                    Invocation<Void> invocation,
                    ReflectiveInvocationContext<Method> invocationContext,
                    ExtensionContext context) {
                invocation.skip();
                body.accept(context);
            }

            @Override
            public void interceptBeforeEachMethod(
                    Invocation<Void> invocation,
                    ReflectiveInvocationContext<Method> invocationContext,
                    ExtensionContext context) {
                invocation.skip();
            }

            @Override
            public void interceptAfterEachMethod(
                    Invocation<Void> invocation,
                    ReflectiveInvocationContext<Method> invocationContext,
                    ExtensionContext context) {
                invocation.skip();
            }
        });
    }
}
