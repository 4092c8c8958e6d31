package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Find pods of lower priority whose end makes room for a pod (DefaultPreemption).
 *
 * <p>Only nodes count that might be cured by it, at most max(10 %, 100) of them. On each, all pods of lower priority are
 * supposed gone; if the pod fits then, they are let back in one by one as long as it still fits: those first whose end
 * breaks a PodDisruptionBudget, then the others, each by priority and then by start. The best node has the fewest broken
 * budgets, then the lowest priority of its highest victim, the smallest sum of {@code priority + 2^31}, the fewest
 * victims, the latest start of the longest running victim of the highest priority, and then comes first.
 */
final class Preemption {

    static final String NAME = "DefaultPreemption";

    /** Reason of the condition of victims. */
    static final String PREEMPTED = "PreemptionByScheduler";

    private static final String NOT_HELPFUL = "Preemption is not helpful for scheduling";
    private static final String NO_VICTIMS = "No preemption victims found for incoming pod";
    private static final Rejection NONE_LOWER = noneLower();
    private static final int LEAST_CANDIDATES = 100;
    private static final int CANDIDATES_PERCENT = 10;

    /**
     * Say what preemption can do.
     *
     * @param candidates equally good nodes with their victims, none where preemption does not help
     * @param message why it does not help, empty where it does
     * @param keepsNomination whether the pod goes on waiting for the node it already waits for
     */
    record Outcome(List<Candidate> candidates, String message, boolean keepsNomination) {}

    /**
     * Name a node on which room could be made.
     *
     * @param victims pods to delete, the most important first
     * @param violations how many of them break a PodDisruptionBudget
     */
    record Candidate(Node node, List<Pod> victims, int violations) {}

    private final NodeSearch search;
    private final Supposition supposition;
    private final DisruptionBudgets budgets;
    private final IntPredicate lowerThan;
    private final Timeline timeline;

    /**
     * Prepare to look for victims.
     *
     * @param search search that failed
     * @param supposition way to see a node without its pods
     * @param budgets PodDisruptionBudgets
     * @param lowerThan tells whether any pod on a node has a lower priority than this one
     */
    Preemption(
            NodeSearch search,
            Supposition supposition,
            DisruptionBudgets budgets,
            IntPredicate lowerThan,
            Timeline timeline) {
        this.search = search;
        this.supposition = supposition;
        this.budgets = budgets;
        this.lowerThan = lowerThan;
        this.timeline = timeline;
    }

    /** Look for victims after a search failed. */
    Outcome attempt(Cycle cycle, FitError error) {
        if (cycle.pod().template().neverPreempts()) {
            return new Outcome(List.of(), "not eligible due to preemptionPolicy=Never.", true);
        }
        if (victimsTerminating(cycle, error)) {
            return new Outcome(List.of(), "not eligible due to a terminating pod on the nominated node.", true);
        }
        FitError failures = new FitError(error.allNodes());
        failures.absent(null, NOT_HELPFUL);
        List<Candidate> candidates = candidates(cycle, error, failures);
        if (candidates.isEmpty()) {
            return new Outcome(List.of(), failures.message(), false);
        }
        return new Outcome(best(candidates), "", false);
    }

    /** Order pods by importance: higher priority first, then longer running. */
    Comparator<Pod> byImportance() {
        return Comparator.comparingInt(Pod::priority).reversed().thenComparingLong(this::startSecond);
    }

    private static boolean victimsTerminating(Cycle cycle, FitError error) {
        String nominated = cycle.pod().nominatedNode();
        if (nominated == null) {
            return false;
        }
        for (int i = 0; i < error.count(); i++) {
            Node node = cycle.nodes().node(error.node(i));
            if (node == null || !node.name().equals(nominated)) {
                continue;
            }
            if (error.rejection(i).hopeless()) {
                return false;
            }
            for (Pod pod : node.pods()) {
                if (pod.priority() < cycle.pod().priority() && preempted(pod)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Rejection noneLower() {
        Rejection rejection = new Rejection("");
        rejection.addHopeless(NO_VICTIMS);
        return rejection;
    }

    private static boolean preempted(Pod pod) {
        Condition disruption = pod.disruption();
        return pod.terminating() && disruption != null && disruption.reason().equals(PREEMPTED);
    }

    /** Return all nodes on which room could be made, and add to the failures why others do not help. */
    List<Candidate> candidates(Cycle cycle, FitError error, FitError failures) {
        boolean anyLower = lowerThan.test(cycle.pod().priority());
        int curable = 0;
        for (int i = 0; i < error.count(); i++) {
            curable += error.rejection(i).hopeless() ? 0 : 1;
        }
        int most = Math.max(LEAST_CANDIDATES, curable * CANDIDATES_PERCENT / 100);
        List<Candidate> violating = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < error.count(); i++) {
            if (error.rejection(i).hopeless()) {
                continue;
            }
            Candidate candidate = null;
            if (anyLower) {
                candidate = candidate(cycle, error.node(i), failures);
            } else {
                failures.add(error.node(i), NONE_LOWER);
            }
            if (candidate != null) {
                (candidate.violations() == 0 ? candidates : violating).add(candidate);
                if (!candidates.isEmpty() && candidates.size() + violating.size() >= most) {
                    break;
                }
            }
        }
        candidates.addAll(violating);
        return candidates;
    }

    private @Nullable Candidate candidate(Cycle cycle, int index, FitError failures) {
        Node node = cycle.nodes().node(index);
        if (node == null) {
            return null;
        }
        List<Pod> lower = new ArrayList<>();
        for (Pod pod : node.pods()) {
            if (pod.priority() < cycle.pod().priority()) {
                lower.add(pod);
            }
        }
        if (lower.isEmpty()) {
            failures.add(index, NONE_LOWER);
            return null;
        }
        lower.forEach(pod -> supposition.suppose(pod, index, -1));
        search.refresh(cycle);
        Rejection rejection = search.rejection(cycle, index);
        List<Pod> victims = new ArrayList<>();
        int violations = 0;
        if (rejection == null) {
            violations = reprieve(cycle, index, lower, victims);
        } else {
            failures.add(index, rejection);
            victims = lower;
        }
        victims.forEach(pod -> supposition.suppose(pod, index, 1));
        search.refresh(cycle);
        return rejection == null ? new Candidate(node, victims, violations) : null;
    }

    /** Let pods back in that need not go; returns how many of those that must go break a budget. */
    private int reprieve(Cycle cycle, int index, List<Pod> lower, List<Pod> victims) {
        lower.sort(byImportance());
        Set<Pod> violating = budgets.violating(lower);
        int violations = 0;
        for (Pod pod : violating) {
            violations += staysOut(cycle, index, pod, victims) ? 1 : 0;
        }
        for (Pod pod : lower) {
            if (!violating.contains(pod)) {
                staysOut(cycle, index, pod, victims);
            }
        }
        if (!violating.isEmpty() && violating.size() < lower.size()) {
            victims.sort(byImportance());
        }
        return violations;
    }

    private boolean staysOut(Cycle cycle, int index, Pod pod, List<Pod> victims) {
        supposition.suppose(pod, index, 1);
        search.refresh(cycle);
        if (search.rejection(cycle, index) == null) {
            return false;
        }
        supposition.suppose(pod, index, -1);
        search.refresh(cycle);
        victims.add(pod);
        return true;
    }

    private List<Candidate> best(List<Candidate> candidates) {
        List<Candidate> left = candidates;
        List<ToLongFunction<Candidate>> scores = List.of(
                candidate -> -candidate.violations(),
                candidate -> -(long) candidate.victims().get(0).priority(),
                candidate -> -candidate.victims().stream()
                        .mapToLong(pod -> pod.priority() + (1L << 31))
                        .sum(),
                candidate -> -candidate.victims().size(),
                this::earliestStart);
        for (ToLongFunction<Candidate> score : scores) {
            long highest = left.stream().mapToLong(score).max().orElseThrow();
            left = left.stream()
                    .filter(candidate -> score.applyAsLong(candidate) == highest)
                    .toList();
        }
        return left;
    }

    /** Return when the longest running victim of the highest priority started. */
    private long earliestStart(Candidate candidate) {
        int highest = candidate.victims().stream().mapToInt(Pod::priority).max().orElseThrow();
        return candidate.victims().stream()
                .filter(pod -> pod.priority() == highest)
                .mapToLong(this::startSecond)
                .min()
                .orElseThrow();
    }

    /** The API shows whole seconds; a pod that has not started counts as starting now. */
    private long startSecond(Pod pod) {
        long started = pod.started() == Pod.NEVER ? timeline.now() : pod.started();
        return started / TimeUnit.SECONDS.toMicros(1);
    }
}
