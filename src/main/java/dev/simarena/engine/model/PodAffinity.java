package dev.simarena.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Collect what a pod demands of the pods around it.
 *
 * @param required terms all of which must hold, in the order written
 * @param preferred terms that score
 * @param refused terms none of which may hold
 * @param avoided terms that score against a node
 */
public record PodAffinity(
        List<AffinityTerm> required, List<Weighted> preferred, List<AffinityTerm> refused, List<Weighted> avoided) {

    /** Demands nothing. */
    public static final PodAffinity NONE = new PodAffinity(List.of(), List.of(), List.of(), List.of());

    /**
     * Prefer domains.
     *
     * @param weight 1 to 100
     * @param term description of the pods around
     */
    public record Weighted(int weight, AffinityTerm term) {}

    /** Tell whether nothing is demanded. */
    public boolean isEmpty() {
        return required.isEmpty() && preferred.isEmpty() && refused.isEmpty() && avoided.isEmpty();
    }

    /** Return what the terms mean for one pod, see {@link AffinityTerm#of}. */
    public PodAffinity of(String namespace, Map<String, String> labels) {
        if (isEmpty()) {
            return this;
        }
        return new PodAffinity(
                terms(required, namespace, labels),
                weighted(preferred, namespace, labels),
                terms(refused, namespace, labels),
                weighted(avoided, namespace, labels));
    }

    private static List<AffinityTerm> terms(List<AffinityTerm> terms, String namespace, Map<String, String> labels) {
        List<AffinityTerm> resolved = new ArrayList<>(terms.size());
        for (AffinityTerm term : terms) {
            resolved.add(term.of(namespace, labels));
        }
        return List.copyOf(resolved);
    }

    private static List<Weighted> weighted(List<Weighted> terms, String namespace, Map<String, String> labels) {
        List<Weighted> resolved = new ArrayList<>(terms.size());
        for (Weighted weighted : terms) {
            resolved.add(new Weighted(weighted.weight(), weighted.term().of(namespace, labels)));
        }
        return List.copyOf(resolved);
    }
}
