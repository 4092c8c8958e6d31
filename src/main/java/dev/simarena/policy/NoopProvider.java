package dev.simarena.policy;

import dev.simarena.episode.Action;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyProvider;

/** Change nothing. */
public final class NoopProvider implements PolicyProvider {

    @Override
    public String name() {
        return "noop";
    }

    @Override
    public String description() {
        return "Change nothing.";
    }

    @Override
    public Policy create() {
        return observation -> Action.NOOP;
    }
}
