package dev.simarena.policy;

import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyProvider;

/** Scale up while there are fewer pods than the target, down while there are more. */
public final class ScaleReplicasProvider implements PolicyProvider {

    @Override
    public String name() {
        return "scale_replicas";
    }

    @Override
    public String description() {
        return "Scale up while there are fewer pods than the target, down while there are more.";
    }

    @Override
    public Policy create() {
        return new ScaleReplicasPolicy();
    }
}
