package dev.simarena.policy;

import dev.simarena.episode.Action;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyProvider;

/** Bump cpu while pods are pending; historical, it cannot fix an over-request. */
public final class HeuristicProvider implements PolicyProvider {

    @Override
    public String name() {
        return "heuristic";
    }

    @Override
    public String description() {
        return "Bump cpu while pods are pending; historical, it cannot fix an over-request.";
    }

    @Override
    public Policy create() {
        return observation -> observation.pending() > 0 ? Action.BUMP_CPU_SMALL : Action.NOOP;
    }
}
