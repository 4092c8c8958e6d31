package dev.simarena.policy;

import dev.simarena.episode.Action;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyProvider;
import java.util.Set;

/** Bump cpu at every step. */
public final class BumpCpuProvider implements PolicyProvider {

    @Override
    public String name() {
        return "bump_cpu";
    }

    @Override
    public Set<String> aliases() {
        return Set.of("always_bump_cpu");
    }

    @Override
    public String description() {
        return "Bump cpu at every step.";
    }

    @Override
    public Policy create() {
        return observation -> Action.BUMP_CPU_SMALL;
    }
}
