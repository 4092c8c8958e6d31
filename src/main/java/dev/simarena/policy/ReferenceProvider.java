package dev.simarena.policy;

import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyProvider;

/** Mend replicas first, then requests, in the fewest steps. */
public final class ReferenceProvider implements PolicyProvider {

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public String description() {
        return "Mend replicas first, then requests, in the fewest steps.";
    }

    @Override
    public Policy create() {
        return new ReferencePolicy();
    }
}
