package dev.simarena.junit;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** Keep the state of the extension where JUnit closes it. */
final class ExtensionStore {

    private static final Namespace NAMESPACE = Namespace.create(SimulationExtension.class);

    private ExtensionStore() {}

    static Store of(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** Return the store that lives as long as the run. */
    static Store ofRun(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE);
    }

    /** Return what was given to the builder of the extension that serves this context. */
    static ExtensionSettings settings(ExtensionContext context) {
        ExtensionSettings settings = of(context).get(ExtensionSettings.class, ExtensionSettings.class);
        return settings == null ? ExtensionSettings.NONE : settings;
    }

    static void settings(ExtensionContext context, ExtensionSettings settings) {
        of(context).put(ExtensionSettings.class, settings);
    }

    static Optional<EpisodeScope> scope(ExtensionContext context) {
        return Optional.ofNullable(of(context).get(EpisodeScope.class, EpisodeScope.class));
    }

    /** Return the value of a type, made by the first who asks. */
    @SuppressWarnings("deprecation") // its successor does not exist on JUnit 5
    static <T> T computed(Store store, Class<T> type, Supplier<T> maker) {
        return Objects.requireNonNull(store.getOrComputeIfAbsent(type, __ -> maker.get(), type));
    }
}
