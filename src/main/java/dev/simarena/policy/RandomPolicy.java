package dev.simarena.policy;

import dev.simarena.episode.Action;
import dev.simarena.episode.Observation;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyContext;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Choose uniformly among the seven actions. */
final class RandomPolicy implements Policy {

    private @Nullable RandomGenerator random;

    @Override
    public void begin(PolicyContext context) {
        random = context.random();
    }

    @Override
    public Action act(Observation observation) {
        if (random == null) {
            throw new IllegalStateException(PolicyMessages.notBegun("random"));
        }
        return Action.of(random.nextInt(Action.values().length));
    }
}
