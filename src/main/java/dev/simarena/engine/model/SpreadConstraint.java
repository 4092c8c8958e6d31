package dev.simarena.engine.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limit how unevenly pods may be spread over domains.
 *
 * @param maxSkew largest difference between domains, 1 or more
 * @param topologyKey node label whose values are the domains
 * @param hard whether nodes beyond the skew are rejected; if not, they score less
 * @param selector pods that count, {@code null} for none
 * @param minDomains number of domains below which the emptiest counts as empty of pods
 * @param honorAffinity whether only nodes that the pod's node affinity selects count
 * @param honorTaints whether only nodes whose taints the pod tolerates count
 * @param matchLabelKeys labels the pods that count share with the pod itself
 */
public record SpreadConstraint(
        int maxSkew,
        String topologyKey,
        boolean hard,
        @Nullable LabelSelector selector,
        int minDomains,
        boolean honorAffinity,
        boolean honorTaints,
        List<String> matchLabelKeys) {

    /** Return the selector for a pod with these labels. */
    public @Nullable LabelSelector selector(Map<String, String> labels) {
        return selector == null ? null : selector.with(matchLabelKeys, "In", labels);
    }
}
