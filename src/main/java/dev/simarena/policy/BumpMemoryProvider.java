package dev.simarena.policy;

import dev.simarena.episode.Action;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyProvider;
import java.util.Set;

/** Bump memory at every step. */
public final class BumpMemoryProvider implements PolicyProvider {

    @Override
    public String name() {
        return "bump_mem";
    }

    @Override
    public Set<String> aliases() {
        return Set.of("always_bump_memory");
    }

    @Override
    public String description() {
        return "Bump memory at every step.";
    }

    @Override
    public Policy create() {
        return observation -> Action.BUMP_MEM_SMALL;
    }
}
