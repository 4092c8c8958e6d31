package dev.simarena.engine.node;

import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.ObjectReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tell of every node that the control plane sees for the first time. Source: {@code nodelifecycle} of kube-controller-manager. */
public final class NodeRegistration implements Reconciler {

    private final EventLog events;
    private final Set<Node> added = new LinkedHashSet<>();

    public NodeRegistration(EventLog events) {
        this.events = events;
    }

    @Override
    public void added(ApiObject object) {
        if (object instanceof Node node) {
            added.add(node);
        }
    }

    @Override
    public void changed(ApiObject object) {}

    @Override
    public void removed(ApiObject object) {
        if (object instanceof Node node) {
            added.remove(node);
        }
    }

    @Override
    public boolean reconcile() {
        List<Node> seen = List.copyOf(added);
        added.clear();
        for (Node node : seen) {
            events.normal(
                    node,
                    "RegisteredNode",
                    "Node %s event: Registered Node %s in Controller".formatted(node.name(), node.name()),
                    ObjectReference::unversioned);
        }
        return !seen.isEmpty();
    }

    @Override
    public void copyFrom(Reconciler original, Fork fork) {
        added.addAll(fork.list(((NodeRegistration) original).added));
    }
}
