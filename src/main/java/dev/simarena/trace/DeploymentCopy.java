package dev.simarena.trace;

import org.jspecify.annotations.Nullable;

/**
 * Show one applied copy of a Deployment in a trace, as an edit meets it.
 *
 * @param event index of the event that applies it
 * @param replicas {@code spec.replicas}, 1 where absent
 * @param cpu cpu request of the first container, {@code null} where absent
 * @param memory memory request of the first container, {@code null} where absent
 */
public record DeploymentCopy(
        int event,
        int replicas,
        @Nullable Quantity cpu,
        @Nullable Quantity memory) {}
