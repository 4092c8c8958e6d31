package dev.simarena.engine.controller;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Work out which nodes need a pod of a DaemonSet and which pods are in the wrong place, ended or too many.
 *
 * <p>Without surge one pod a node is kept, the oldest. With surge an old one that is ready and a new one that is not yet
 * available may stand side by side. Source: {@code podsShouldBeOnNode} of {@code pkg/controller/daemon}.
 */
final class DaemonPlacement {

    private final DaemonState state;
    private final FailedDaemons failed;
    private final DaemonChanges changes = new DaemonChanges();

    private DaemonPlacement(DaemonState state, FailedDaemons failed) {
        this.state = state;
        this.failed = failed;
    }

    /** Work out the changes; failed pods wait for their back-off. */
    static DaemonChanges of(DaemonState state, FailedDaemons failed) {
        DaemonPlacement placement = new DaemonPlacement(state, failed);
        Set<String> names = new HashSet<>();
        for (Node node : state.nodes()) {
            placement.look(node);
            names.add(node.name());
        }
        placement.dropHomeless(names);
        return placement.changes;
    }

    private void look(Node node) {
        DaemonNodes verdict = state.verdict(node);
        List<Pod> pods = state.on(node);
        if (pods == null) {
            if (verdict == DaemonNodes.SHOULD_RUN) {
                changes.create(node.name());
            }
        } else if (verdict == DaemonNodes.MUST_NOT) {
            pods.stream().filter(pod -> !pod.terminating()).forEach(changes::delete);
        } else {
            prune(node, pods, verdict);
        }
    }

    private void prune(Node node, List<Pod> pods, DaemonNodes verdict) {
        List<Pod> running = new ArrayList<>(pods.size());
        for (Pod pod : pods) {
            if (pod.terminating()) {
                continue;
            }
            if (pod.phase() == Phase.FAILED) {
                if (!failed.waits(state.set(), node.name())) {
                    changes.delete(pod);
                }
            } else if (pod.phase() == Phase.SUCCEEDED) {
                changes.delete(pod);
            } else {
                running.add(pod);
            }
        }
        if (running.size() > 1) {
            running.sort(DaemonState.BY_AGE);
            if (state.spec().surges()) {
                keepOldAndNew(running);
            } else {
                running.subList(1, running.size()).forEach(changes::delete);
            }
        } else if (running.isEmpty() && state.spec().surges() && verdict == DaemonNodes.SHOULD_RUN) {
            changes.create(node.name());
        }
    }

    private void keepOldAndNew(List<Pod> running) {
        Pod newest = null;
        Pod old = null;
        for (Pod pod : running) {
            if (state.hashed(pod) && newest == null) {
                newest = pod;
            } else if (!state.hashed(pod) && old == null) {
                old = pod;
            } else {
                changes.delete(pod);
            }
        }
        if (replaces(newest, old) && old != null) {
            changes.delete(old);
        }
    }

    private boolean replaces(@Nullable Pod newest, @Nullable Pod old) {
        return newest != null && old != null && (!old.isReady() || state.available(newest));
    }

    /** Pods that wait for a node that is gone are nobody else's business. */
    private void dropHomeless(Set<String> present) {
        state.pods().forEach((node, pods) -> {
            if (!present.contains(node)) {
                pods.stream().filter(pod -> pod.nodeName() == null).forEach(changes::delete);
            }
        });
    }
}
