package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.PodAffinity;
import dev.simarena.engine.model.Requirement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Add up the pods that selectors select, and keep the sums up to date, so that a selector is not asked for each group
 * anew. A new group finds the selectors that may select it by one label of each.
 */
final class PodSums {

    private static final int MOST = 1024;

    private record Asked(String namespace, LabelSelector selector) {}

    /** A label that a selector demands; key and value are empty where it demands none in particular. */
    private record Place(String namespace, String key, String value) {}

    private record Sum(LabelSelector selector, PodGroup running, PodGroup terminating) {

        void addIfSelected(PodGroup group) {
            if (selector.matches(group.labels())) {
                group.addTo(group.terminating() ? terminating : running);
            }
        }
    }

    private final Map<Asked, Sum> sums = new HashMap<>();
    private final Map<Place, List<Sum>> byLabel = new HashMap<>();

    /**
     * Return the pods a selector selects: those that run and those that are being deleted.
     *
     * @param candidates groups that are looked through where that was not added up before
     * @param all all groups there are
     */
    List<PodGroup> of(
            String namespace, LabelSelector selector, Collection<PodGroup> candidates, Collection<PodGroup> all) {
        Asked asked = new Asked(namespace, selector);
        Sum sum = sums.get(asked);
        if (sum == null) {
            if (sums.size() >= MOST) {
                sums.clear();
                byLabel.clear();
                all.forEach(PodGroup::forgetSums);
            }
            sum = new Sum(selector, empty(namespace, false), empty(namespace, true));
            sums.put(asked, sum);
            byLabel.computeIfAbsent(place(namespace, selector), __ -> new ArrayList<>(1))
                    .add(sum);
            candidates.forEach(sum::addIfSelected);
        }
        return List.of(sum.running(), sum.terminating());
    }

    /** Count a group that is new. */
    void added(PodGroup group) {
        if (sums.isEmpty()) {
            return;
        }
        addTo(byLabel.get(new Place(group.namespace(), "", "")), group);
        for (Map.Entry<String, String> label : group.labels().entrySet()) {
            addTo(byLabel.get(new Place(group.namespace(), label.getKey(), label.getValue())), group);
        }
    }

    private static void addTo(@Nullable List<Sum> found, PodGroup group) {
        if (found != null) {
            found.forEach(sum -> sum.addIfSelected(group));
        }
    }

    private static PodGroup empty(String namespace, boolean terminating) {
        return new PodGroup(new PodGroup.Key(namespace, Map.of(), PodAffinity.NONE, terminating));
    }

    private static Place place(String namespace, LabelSelector selector) {
        for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
            return new Place(namespace, label.getKey(), label.getValue());
        }
        for (Requirement requirement : selector.requirements()) {
            if (requirement.operator().equals("In") && requirement.values().size() == 1) {
                return new Place(
                        namespace, requirement.key(), requirement.values().get(0));
            }
        }
        return new Place(namespace, "", "");
    }
}
