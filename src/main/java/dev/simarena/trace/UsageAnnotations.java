package dev.simarena.trace;

/** Name the annotations of pod templates that declare what containers use; see {@code docs/USAGE_MODEL.md}. */
public final class UsageAnnotations {

    /** KWOK's constant cpu usage of every container. */
    public static final String KWOK_CPU = "kwok.x-k8s.io/usage-cpu";

    /** KWOK's constant memory usage of every container. */
    public static final String KWOK_MEMORY = "kwok.x-k8s.io/usage-memory";

    /** Prefix of those that KWOK does not have. */
    public static final String PREFIX = "simarena.dev/";

    /** To what containers are held: {@code limits} or {@code requests}. */
    public static final String ENFORCE = PREFIX + "enforce-usage";

    private UsageAnnotations() {}
}
