package dev.simarena.policy;

import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyProvider;

/** Choose any of the seven actions with equal chance, from the seed of the episode. */
public final class RandomProvider implements PolicyProvider {

    @Override
    public String name() {
        return "random";
    }

    @Override
    public String description() {
        return "Choose any of the seven actions with equal chance, from the seed of the episode.";
    }

    @Override
    public Policy create() {
        return new RandomPolicy();
    }
}
