package dev.simarena.engine.model;

/**
 * Name who reports events.
 *
 * @param component for example {@code deployment-controller}
 * @param host where it runs, empty where it does not say
 * @param newerApi whether it reports by {@code events.k8s.io}, which counts in another way
 */
public record EventSource(String component, String host, boolean newerApi) {

    /** Stands for a reporter that has no name. */
    public static final EventSource UNNAMED = of("");

    /** Name a component that reports as most do. */
    public static EventSource of(String component) {
        return new EventSource(component, "", false);
    }
}
