package dev.simarena.engine.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Describe pods and the kind of domain in which a pod wants to be with them, or without them.
 *
 * @param topologyKey node label whose values are the domains
 * @param selector labels of the pods meant, {@code null} for none
 * @param namespaces names of namespaces, sorted
 * @param namespaceSelector labels of further namespaces, {@code null} for none
 * @param matchLabelKeys labels the pods meant share with the pod itself
 * @param mismatchLabelKeys labels in which the pods meant differ from the pod itself
 */
public record AffinityTerm(
        String topologyKey,
        @Nullable LabelSelector selector,
        Set<String> namespaces,
        @Nullable LabelSelector namespaceSelector,
        List<String> matchLabelKeys,
        List<String> mismatchLabelKeys) {

    /**
     * Return what the term means for one pod: its namespace where none is named, and its label values for the label
     * keys, which the API server writes into the selector when the pod is created.
     */
    public AffinityTerm of(String namespace, Map<String, String> labels) {
        Set<String> named =
                namespaces.isEmpty() && namespaceSelector == null ? new TreeSet<>(Set.of(namespace)) : namespaces;
        LabelSelector pods = selector;
        if (pods != null) {
            pods = pods.with(matchLabelKeys, "In", labels).with(mismatchLabelKeys, "NotIn", labels);
        }
        return new AffinityTerm(topologyKey, pods, named, namespaceSelector, List.of(), List.of());
    }

    /**
     * Tell whether a pod is meant.
     *
     * @param namespaceLabels labels of its namespace
     */
    public boolean matches(String namespace, Map<String, String> namespaceLabels, Map<String, String> labels) {
        return selector != null
                && (namespaces.contains(namespace)
                        || (namespaceSelector != null && namespaceSelector.matches(namespaceLabels)))
                && selector.matches(labels);
    }
}
