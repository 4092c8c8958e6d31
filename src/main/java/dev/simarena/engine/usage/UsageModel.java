package dev.simarena.engine.usage;

import java.util.List;

/**
 * Hold what the annotations of a pod declare about its usage; see {@link UsageReader} for them. Immutable.
 *
 * @param containers what is declared of each container, in the pod's order
 * @param enforced whether throttling and kills follow from it, or it is only measured
 */
public record UsageModel(List<ContainerUsage> containers, boolean enforced) {

    /** Keep the containers. */
    public UsageModel {
        containers = List.copyOf(containers);
    }

    /** Tell whether pods live otherwise than without it: enforced, or with delays. */
    public boolean changesLife() {
        return enforced
                || containers.stream().anyMatch(container -> container.startup() > 0 || container.readiness() > 0);
    }

    /** Tell whether cpu or memory of any container is declared, so that there is something to measure. */
    public boolean measured() {
        return containers.stream().anyMatch(container -> container.cpu() != null || container.memory() != null);
    }
}
