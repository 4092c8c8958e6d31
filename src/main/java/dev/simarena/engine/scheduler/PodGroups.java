package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodAffinity;
import dev.simarena.engine.model.Requirement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hold the pods on nodes grouped by what selectors see of them, so that a selector is asked once for all pods of a
 * controller. Groups are found by label; pods without affinity cost one lookup when they come and when they go.
 *
 * <p>Where each pod has labels of its own, as those of a StatefulSet, a selector would have to be asked for each; so what
 * it selects is added up once and kept up to date, see {@link PodSums}. The same goes for what pods demand.
 */
final class PodGroups {

    /** So many groups are looked through each time. */
    private static final int FEW = 16;

    private record Label(String namespace, String key, String value) {}

    private final Map<PodGroup.Key, PodGroup> groups = new HashMap<>();
    private final Map<Label, Set<PodGroup>> byLabel = new HashMap<>();
    private final Map<String, Set<PodGroup>> byNamespace = new LinkedHashMap<>();
    private final Map<PodGroup.Key, PodGroup> withAffinity = new LinkedHashMap<>();
    private final PodSums sums = new PodSums();
    private @Nullable PodGroup last;
    private Map<String, String> lastLabels = Map.of();
    private PodAffinity lastAffinity = PodAffinity.NONE;

    /** Note that a pod came to a node (+1) or left it (-1), seen with these labels. */
    void moved(Pod pod, Map<String, String> labels, boolean terminating, int node, int change) {
        PodGroup group = group(pod, labels, terminating);
        group.add(node, change);
        if (group.nodes().total() == 0) {
            remove(group);
        }
    }

    /**
     * Return the pods of a namespace that a selector selects, those being deleted too, in groups of which only places and
     * whether they are being deleted are known.
     */
    List<PodGroup> select(String namespace, @Nullable LabelSelector selector) {
        if (selector == null) {
            return List.of();
        }
        Collection<PodGroup> candidates = candidates(namespace, selector);
        return candidates.size() <= FEW
                ? selected(candidates, selector)
                : sums.of(namespace, selector, candidates, groups.values());
    }

    /** Return the groups of a namespace that a selector selects, with their labels. */
    List<PodGroup> selectEach(String namespace, @Nullable LabelSelector selector) {
        return selector == null ? List.of() : selected(candidates(namespace, selector), selector);
    }

    private static List<PodGroup> selected(Collection<PodGroup> candidates, LabelSelector selector) {
        List<PodGroup> selected = new ArrayList<>(2);
        for (PodGroup group : candidates) {
            if (selector.matches(group.labels())) {
                selected.add(group);
            }
        }
        return selected;
    }

    /** Return the namespaces in which there are pods on nodes. */
    Collection<String> namespaces() {
        return byNamespace.keySet();
    }

    /** Return the pods that demand something of pods around them, in groups of which only that and places are known. */
    Collection<PodGroup> withAffinity() {
        return withAffinity.values();
    }

    private Collection<PodGroup> candidates(String namespace, LabelSelector selector) {
        Set<PodGroup> fewest = byNamespace.get(namespace);
        if (fewest == null) {
            return List.of();
        }
        for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
            fewest = fewer(fewest, byLabel.get(new Label(namespace, label.getKey(), label.getValue())));
        }
        for (Requirement requirement : selector.requirements()) {
            if (requirement.operator().equals("In") && requirement.values().size() == 1) {
                fewest = fewer(
                        fewest,
                        byLabel.get(new Label(
                                namespace,
                                requirement.key(),
                                requirement.values().get(0))));
            }
        }
        return fewest;
    }

    private static Set<PodGroup> fewer(Set<PodGroup> one, @Nullable Set<PodGroup> other) {
        if (other == null) {
            return Collections.emptySet();
        }
        return other.size() < one.size() ? other : one;
    }

    private PodGroup group(Pod pod, Map<String, String> labels, boolean terminating) {
        String namespace = String.valueOf(pod.namespace());
        PodAffinity affinity = pod.template().podAffinity();
        PodGroup recent = last;
        if (recent != null
                && sameAsLast(labels, affinity)
                && recent.terminating() == terminating
                && recent.namespace().equals(namespace)) {
            return recent;
        }
        PodGroup.Key key = new PodGroup.Key(namespace, labels, affinity.of(namespace, labels), terminating);
        PodGroup group = groups.get(key);
        if (group == null) {
            group = new PodGroup(key);
            groups.put(key, group);
            byNamespace.computeIfAbsent(namespace, __ -> new LinkedHashSet<>()).add(group);
            for (Map.Entry<String, String> label : labels.entrySet()) {
                byLabel.computeIfAbsent(
                                new Label(namespace, label.getKey(), label.getValue()), __ -> new LinkedHashSet<>(2))
                        .add(group);
            }
            if (!affinity.isEmpty()) {
                PodGroup.Key demand = new PodGroup.Key(namespace, Map.of(), key.affinity(), false);
                group.demandWith(withAffinity.computeIfAbsent(demand, PodGroup::new));
            }
            sums.added(group);
        }
        last = group;
        lastLabels = labels;
        lastAffinity = affinity;
        return group;
    }

    /** Pods of one template share these objects and mostly come one after the other. */
    @SuppressWarnings("ReferenceEquality")
    private boolean sameAsLast(Map<String, String> labels, PodAffinity affinity) {
        return labels == lastLabels && affinity == lastAffinity;
    }

    private void remove(PodGroup group) {
        last = null;
        groups.remove(group.key());
        PodGroup demanding = group.demanding();
        if (demanding != null && demanding.nodes().total() == 0) {
            withAffinity.remove(demanding.key());
        }
        removeFrom(byNamespace, group.namespace(), group);
        for (Map.Entry<String, String> label : group.labels().entrySet()) {
            removeFrom(byLabel, new Label(group.namespace(), label.getKey(), label.getValue()), group);
        }
    }

    private static <K> void removeFrom(Map<K, Set<PodGroup>> index, K key, PodGroup group) {
        Set<PodGroup> set = index.get(key);
        if (set != null) {
            set.remove(group);
            if (set.isEmpty()) {
                index.remove(key);
            }
        }
    }
}
