package dev.simarena.trace;

import java.util.List;

/** The edits behind the actions. Never throw for what is in the trace: unchanged trace and a reason. */
public final class TraceEdits {

    private TraceEdits() {}

    /** Every applied copy; a copy with an unreadable quantity gives InvalidQuantityException. */
    public static List<DeploymentCopy> copies(Trace trace, DeploymentRef deployment) {
        throw new UnsupportedOperationException();
    }

    /** Add (a negative delta subtracts) to the first container's request; an absent request counts as 0 when adding. */
    public static EditResult addRequest(Trace trace, DeploymentRef deployment, ResourceName resource, Quantity delta) {
        throw new UnsupportedOperationException();
    }

    /** Add to spec.replicas; absent counts as 1. */
    public static EditResult addReplicas(Trace trace, DeploymentRef deployment, int delta) {
        throw new UnsupportedOperationException();
    }
}
