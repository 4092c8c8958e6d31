package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.AffinityTerm;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodAffinity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keep pods in domains where the pods they require are, and out of domains where pods they refuse are or pods that refuse
 * them; prefer domains by weight. Weight 2.
 *
 * <p>Raw score of a node: over its domains, the weights of the pod's preferred terms times the pods they mean, minus those
 * of the terms it avoids, plus the same seen from the pods that are there, plus 1 for each of those that requires this
 * pod. Normalized in floating point: {@code 100 * (raw - min) / (max - min)}, truncated, 0 where all are equal; skipped
 * where no term met anything.
 *
 * <p>A pod none of whose required pods exist yet is let in where it meets its own terms: the first of a series.
 */
final class InterPodAffinity implements FilterPlugin, ScorePlugin {

    static final String NAME = "InterPodAffinity";

    private static final String AFFINITY = "node(s) didn't match pod affinity rules";
    private static final String ANTI_AFFINITY = "node(s) didn't match pod anti-affinity rules";
    private static final String EXISTING = "node(s) didn't satisfy existing pods anti-affinity rules";
    private static final int HARD_POD_AFFINITY_WEIGHT = 1;

    private final PodGroups groups;
    private final NamespaceLabels namespaces;
    private final DomainCounts required;
    private final DomainCounts refused;
    private final DomainCounts refusing;
    private final DomainCounts preferred;
    private PodAffinity affinity = PodAffinity.NONE;
    private boolean firstOfSeries;

    InterPodAffinity(PodGroups groups, Topologies topologies, NamespaceLabels namespaces) {
        this.groups = groups;
        this.namespaces = namespaces;
        this.required = new DomainCounts(topologies);
        this.refused = new DomainCounts(topologies);
        this.refusing = new DomainCounts(topologies);
        this.preferred = new DomainCounts(topologies);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean cares(ClusterEvent.Kind kind) {
        return switch (kind) {
            case POD_ADDED, POD_DELETED, POD_LABELS, NODE_ADDED, NODE_LABELS -> true;
            default -> false;
        };
    }

    @Override
    public boolean helps(Pod waiting, ClusterEvent event) {
        PodAffinity own = waiting.template().podAffinity().of(String.valueOf(waiting.namespace()), waiting.labels());
        return switch (event.kind()) {
            case POD_ADDED -> means(own.required(), event.pod(), event.pod().labels());
            case POD_DELETED ->
                means(own.refused(), event.pod(), event.pod().labels())
                        || means(affinityOf(event.pod()).refused(), waiting, waiting.labels());
            case POD_LABELS -> helpsRelabeled(waiting, own, event);
            default -> helpsNode(own, event);
        };
    }

    private static boolean helpsRelabeled(Pod waiting, PodAffinity own, ClusterEvent event) {
        Pod pod = event.pod();
        return pod.equals(waiting)
                || (pod.node() != null
                        && ((!means(own.required(), pod, event.oldLabels()) && means(own.required(), pod, pod.labels()))
                                || (means(own.refused(), pod, event.oldLabels())
                                        && !means(own.refused(), pod, pod.labels()))));
    }

    private static boolean helpsNode(PodAffinity own, ClusterEvent event) {
        NodeState before = event.before();
        Map<String, String> now = event.node().labels();
        for (AffinityTerm term : own.required()) {
            String value = now.get(term.topologyKey());
            if (value != null
                    && (before == null || !value.equals(before.labels().get(term.topologyKey())))) {
                return true;
            }
        }
        for (AffinityTerm term : own.refused()) {
            String old = before == null ? null : before.labels().get(term.topologyKey());
            if (before == null || (old != null && !old.equals(now.get(term.topologyKey())))) {
                return true;
            }
        }
        return false;
    }

    /** Hints of kube-scheduler do not look at the labels of namespaces. */
    private static boolean means(List<AffinityTerm> terms, Pod pod, Map<String, String> labels) {
        return meansAll(terms, String.valueOf(pod.namespace()), Map.of(), labels);
    }

    private static PodAffinity affinityOf(Pod pod) {
        return pod.template().podAffinity().of(String.valueOf(pod.namespace()), pod.labels());
    }

    @Override
    public boolean concerns(Cycle cycle) {
        Pod pod = cycle.pod();
        PodAffinity written = pod.template().podAffinity();
        affinity = written;
        refusing.clear();
        if (written.isEmpty() && groups.withAffinity().isEmpty()) {
            return false;
        }
        String namespace = cycle.namespace();
        affinity = written.of(namespace, pod.labels());
        required.clear();
        refused.clear();
        countRefusing(pod, namespace);
        if (!affinity.required().isEmpty()) {
            countRequired(affinity.required());
            firstOfSeries = required.isEmpty() && meansAll(affinity.required(), namespace, pod.labels());
        }
        for (AffinityTerm term : affinity.refused()) {
            for (PodGroup group : meant(term)) {
                refused.add(group, term.topologyKey(), 1);
            }
        }
        return !refusing.isEmpty()
                || !affinity.required().isEmpty()
                || !affinity.refused().isEmpty();
    }

    @Override
    public boolean feasible(Cycle cycle, int node) {
        return requiredPodsPresent(node) && refusedPodsAbsent(node) && refusingPodsAbsent(node);
    }

    @Override
    public void explain(Cycle cycle, int node, Rejection rejection) {
        if (!requiredPodsPresent(node)) {
            rejection.addHopeless(AFFINITY);
        } else {
            rejection.add(refusedPodsAbsent(node) ? EXISTING : ANTI_AFFINITY);
        }
    }

    @Override
    public int weight() {
        return 2;
    }

    @Override
    public boolean score(Cycle cycle, int[] nodes, int count, long[] scores) {
        Pod pod = cycle.pod();
        PodAffinity written = pod.template().podAffinity();
        if (written.preferred().isEmpty()
                && written.avoided().isEmpty()
                && groups.withAffinity().isEmpty()) {
            return false;
        }
        countPreferred(pod, written.of(cycle.namespace(), pod.labels()), cycle.namespace());
        if (preferred.isEmpty()) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            scores[i] = 0;
        }
        preferred.addTo(scores, nodes, count);
        normalize(scores, count);
        return true;
    }

    /** Tell whether all terms mean a pod; false without terms. */
    static boolean meansAll(
            List<AffinityTerm> terms,
            String namespace,
            Map<String, String> namespaceLabels,
            Map<String, String> labels) {
        for (AffinityTerm term : terms) {
            if (!term.matches(namespace, namespaceLabels, labels)) {
                return false;
            }
        }
        return !terms.isEmpty();
    }

    private static void normalize(long[] scores, int count) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            min = Math.min(min, scores[i]);
            max = Math.max(max, scores[i]);
        }
        for (int i = 0; i < count; i++) {
            scores[i] = max > min ? (long) (100.0 * ((double) (scores[i] - min) / (double) (max - min))) : 0;
        }
    }

    private boolean requiredPodsPresent(int node) {
        boolean present = true;
        for (AffinityTerm term : affinity.required()) {
            if (!required.inDomain(term.topologyKey(), node)) {
                return false;
            }
            present &= required.at(term.topologyKey(), node) > 0;
        }
        return present || firstOfSeries;
    }

    private boolean refusedPodsAbsent(int node) {
        for (AffinityTerm term : affinity.refused()) {
            if (refused.at(term.topologyKey(), node) > 0) {
                return false;
            }
        }
        return true;
    }

    private boolean refusingPodsAbsent(int node) {
        if (!refusing.isEmpty()) {
            for (String key : refusing.keys()) {
                if (refusing.at(key, node) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Count the pods that all terms mean; with one term there is no need to look at their labels. */
    private void countRequired(List<AffinityTerm> terms) {
        AffinityTerm first = terms.get(0);
        if (terms.size() == 1) {
            for (PodGroup group : meant(first)) {
                required.add(group, first.topologyKey(), 1);
            }
            return;
        }
        for (String namespace : namespaces(first)) {
            for (PodGroup group : groups.selectEach(namespace, first.selector())) {
                if (meansAll(terms, group.namespace(), group.labels())) {
                    for (AffinityTerm term : terms) {
                        required.add(group, term.topologyKey(), 1);
                    }
                }
            }
        }
    }

    private void countRefusing(Pod pod, String namespace) {
        Map<String, String> namespaceLabels = namespaces.of(namespace);
        for (PodGroup group : groups.withAffinity()) {
            for (AffinityTerm term : group.affinity().refused()) {
                if (term.matches(namespace, namespaceLabels, pod.labels())) {
                    refusing.add(group, term.topologyKey(), 1);
                }
            }
        }
    }

    private void countPreferred(Pod pod, PodAffinity own, String namespace) {
        preferred.clear();
        for (PodAffinity.Weighted weighted : own.preferred()) {
            for (PodGroup group : meant(weighted.term())) {
                preferred.add(group, weighted.term().topologyKey(), weighted.weight());
            }
        }
        for (PodAffinity.Weighted weighted : own.avoided()) {
            for (PodGroup group : meant(weighted.term())) {
                preferred.add(group, weighted.term().topologyKey(), -weighted.weight());
            }
        }
        Map<String, String> namespaceLabels = namespaces.of(namespace);
        for (PodGroup group : groups.withAffinity()) {
            for (AffinityTerm term : group.affinity().required()) {
                if (term.matches(namespace, namespaceLabels, pod.labels())) {
                    preferred.add(group, term.topologyKey(), HARD_POD_AFFINITY_WEIGHT);
                }
            }
            for (PodAffinity.Weighted weighted : group.affinity().preferred()) {
                if (weighted.term().matches(namespace, namespaceLabels, pod.labels())) {
                    preferred.add(group, weighted.term().topologyKey(), weighted.weight());
                }
            }
            for (PodAffinity.Weighted weighted : group.affinity().avoided()) {
                if (weighted.term().matches(namespace, namespaceLabels, pod.labels())) {
                    preferred.add(group, weighted.term().topologyKey(), -weighted.weight());
                }
            }
        }
    }

    /** Return the pods a term means. */
    private List<PodGroup> meant(AffinityTerm term) {
        List<PodGroup> meant = new ArrayList<>();
        for (String namespace : namespaces(term)) {
            meant.addAll(groups.select(namespace, term.selector()));
        }
        return meant;
    }

    private Set<String> namespaces(AffinityTerm term) {
        Set<String> names = new LinkedHashSet<>(term.namespaces());
        LabelSelector further = term.namespaceSelector();
        if (further != null) {
            for (String namespace : groups.namespaces()) {
                if (further.matches(namespaces.of(namespace))) {
                    names.add(namespace);
                }
            }
        }
        return names;
    }

    private boolean meansAll(List<AffinityTerm> terms, String namespace, Map<String, String> labels) {
        return meansAll(terms, namespace, namespaces.of(namespace), labels);
    }
}
