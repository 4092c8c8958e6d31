package dev.simarena.engine.controller;

import dev.simarena.engine.model.DaemonSetSpec;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Work out which outdated pods of a DaemonSet may go now, or with surge which nodes get their new pod before.
 *
 * <p>Outdated pods that are not available go at once. Of the others as many go as {@code maxUnavailable} leaves, counting
 * nodes without an available pod. With surge an available outdated pod goes when the new one on its node is available,
 * and at most {@code maxSurge} nodes wait for that. Source: {@code rollingUpdate} of {@code pkg/controller/daemon}.
 */
final class DaemonRollingUpdate {

    /** The one outdated and the one present pod of a node. */
    private record Pair(@Nullable Pod updated, @Nullable Pod old) {}

    private final DaemonState state;
    private final Map<String, DaemonNodes> verdicts = new LinkedHashMap<>();
    private final DaemonChanges changes = new DaemonChanges();
    private int desired;

    private DaemonRollingUpdate(DaemonState state) {
        this.state = state;
        for (Node node : state.nodes()) {
            DaemonNodes verdict = state.verdict(node);
            verdicts.put(node.name(), verdict);
            if (verdict == DaemonNodes.SHOULD_RUN) {
                desired++;
            }
        }
    }

    /** Work out the changes. */
    static DaemonChanges of(DaemonState state) {
        DaemonRollingUpdate update = new DaemonRollingUpdate(state);
        DaemonSetSpec spec = state.spec();
        int surge = spec.maxSurge(update.desired);
        if (surge == 0) {
            update.replace(spec.maxUnavailable(update.desired));
        } else {
            update.surge(surge);
        }
        return update.changes;
    }

    private void replace(int maxUnavailable) {
        int unavailable = nodesWithoutPods();
        List<Pod> candidates = new ArrayList<>();
        for (List<Pod> pods : state.pods().values()) {
            Pair pair = pair(pods);
            if (pair == null || (pair.old == null) == (pair.updated == null)) {
                unavailable++;
            } else if (pair.updated != null) {
                unavailable += state.available(pair.updated) ? 0 : 1;
            } else if (pair.old != null) {
                if (!state.available(pair.old)) {
                    changes.delete(pair.old);
                    unavailable++;
                } else {
                    candidates.add(pair.old);
                }
            }
        }
        int room = Math.max(0, maxUnavailable - unavailable);
        candidates.subList(0, Math.min(room, candidates.size())).forEach(changes::delete);
    }

    private void surge(int maxSurge) {
        int surging = 0;
        int available = 0;
        List<Pod> leaving = new ArrayList<>();
        List<String> candidates = new ArrayList<>();
        for (Map.Entry<String, List<Pod>> entry : state.pods().entrySet()) {
            Pair pair = pair(entry.getValue());
            if (pair == null) {
                surging++;
                continue;
            }
            Pod counted = pair.old != null ? pair.old : pair.updated;
            available += counted != null && state.available(counted) ? 1 : 0;
            if (pair.old == null) {
                continue;
            }
            boolean belongs = verdicts.get(entry.getKey()) == DaemonNodes.SHOULD_RUN;
            if (pair.updated != null) {
                if (state.available(pair.updated)) {
                    changes.delete(pair.old);
                } else {
                    surging++;
                }
            } else if (!state.available(pair.old)) {
                if (belongs) {
                    changes.create(entry.getKey());
                } else {
                    changes.delete(pair.old);
                }
            } else if (!belongs) {
                leaving.add(pair.old);
            } else {
                candidates.add(entry.getKey());
            }
        }
        int spare = Math.max(0, available - desired);
        leaving.subList(0, Math.min(spare, leaving.size())).forEach(changes::delete);
        int room = Math.max(0, maxSurge - surging);
        candidates.subList(0, Math.min(room, candidates.size())).forEach(changes::create);
    }

    private int nodesWithoutPods() {
        int nodes = 0;
        for (Map.Entry<String, DaemonNodes> entry : verdicts.entrySet()) {
            if (entry.getValue() == DaemonNodes.SHOULD_RUN && !state.pods().containsKey(entry.getKey())) {
                nodes++;
            }
        }
        return nodes;
    }

    /** Return the pods of a node that stay, {@code null} where there are two of a kind. */
    private @Nullable Pair pair(List<Pod> pods) {
        Pod updated = null;
        Pod old = null;
        for (Pod pod : pods) {
            if (pod.terminating()) {
                continue;
            }
            if (state.updated(pod)) {
                if (updated != null) {
                    return null;
                }
                updated = pod;
            } else {
                if (old != null) {
                    return null;
                }
                old = pod;
            }
        }
        return new Pair(updated, old);
    }
}
