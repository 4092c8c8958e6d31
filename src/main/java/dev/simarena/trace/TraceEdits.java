package dev.simarena.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * Edit the applied copies of a Deployment: all of them or none.
 *
 * <p>The edits never throw for what is in the trace: they return the same trace and a reason. What they do not touch is
 * shared between the old and the new trace.
 */
public final class TraceEdits {

    private TraceEdits() {}

    /**
     * List every applied copy in the order of the events; empty where the trace applies none.
     *
     * @throws InvalidQuantityException when a request is no quantity or {@code spec.replicas} is no integer
     */
    public static List<DeploymentCopy> copies(Trace trace, DeploymentRef deployment) {
        List<DeploymentCopy> copies = new ArrayList<>();
        List<TraceEvent> events = trace.events();
        for (int event = 0; event < events.size(); event++) {
            for (TraceObject object : events.get(event).applied()) {
                if (isCopy(object, deployment)) {
                    copies.add(copy(object, event));
                }
            }
        }
        return List.copyOf(copies);
    }

    private static DeploymentCopy copy(TraceObject object, int event) {
        DeploymentBody body = new DeploymentBody(object, event);
        try {
            return new DeploymentCopy(
                    event, body.replicas(), body.request(ResourceName.CPU), body.request(ResourceName.MEMORY));
        } catch (UneditableException fault) {
            throw new InvalidQuantityException(fault.reason());
        }
    }

    /**
     * Add to the first container's request; a negative delta subtracts.
     *
     * <p>An absent request counts as zero when adding, and the result is then spelled as the delta. Nothing changes when
     * reducing an absent request, when a result would be less than zero or when a copy cannot be read.
     */
    public static EditResult addRequest(Trace trace, DeploymentRef deployment, ResourceName resource, Quantity delta) {
        if (delta.signum() == 0) {
            return EditResult.unchanged(trace, EditMessages.nothingToAdd(resource.key()));
        }
        return edit(trace, deployment, body -> {
            Quantity current = body.request(resource);
            if (current == null && delta.signum() < 0) {
                throw new UneditableException(EditMessages.absentRequest(body.where(), resource));
            }
            return body.withRequest(resource, current == null ? delta : sum(body, resource, current, delta));
        });
    }

    private static Quantity sum(DeploymentBody body, ResourceName resource, Quantity current, Quantity delta)
            throws UneditableException {
        Quantity sum;
        try {
            sum = current.plus(delta);
        } catch (InvalidQuantityException fault) {
            throw new UneditableException(
                    EditMessages.unreadable(body.where(), resource, String.valueOf(fault.getMessage())));
        }
        if (sum.signum() < 0) {
            throw new UneditableException(EditMessages.belowZero(body.where(), resource, sum));
        }
        return sum;
    }

    /**
     * Add to {@code spec.replicas}; absent counts as 1.
     *
     * <p>Nothing changes when a result would be less than zero or more than an integer of 32 bits holds.
     */
    public static EditResult addReplicas(Trace trace, DeploymentRef deployment, int delta) {
        if (delta == 0) {
            return EditResult.unchanged(trace, EditMessages.nothingToAdd("replicas"));
        }
        return edit(trace, deployment, body -> {
            long replicas = (long) body.replicas() + delta;
            if (replicas < 0 || replicas > Integer.MAX_VALUE) {
                throw new UneditableException(EditMessages.replicasOutOfRange(body.where(), replicas));
            }
            return body.withReplicas((int) replicas);
        });
    }

    private static EditResult edit(Trace trace, DeploymentRef deployment, Edit edit) {
        List<TraceEvent> events = new ArrayList<>(trace.events());
        boolean changed = false;
        for (int event = 0; event < events.size(); event++) {
            TraceEvent old = events.get(event);
            List<TraceObject> applied = old.applied();
            boolean touched = false;
            for (int i = 0; i < applied.size(); i++) {
                TraceObject object = applied.get(i);
                if (!isCopy(object, deployment)) {
                    continue;
                }
                try {
                    TraceObject edited =
                            edit.apply(new DeploymentBody(object, event)).object();
                    // Events that are not touched are shared, lists included.
                    applied = touched ? applied : new ArrayList<>(applied);
                    applied.set(i, edited);
                    touched = true;
                } catch (UneditableException fault) {
                    return EditResult.unchanged(trace, fault.reason());
                }
            }
            if (touched) {
                events.set(event, old.withApplied(applied));
                changed = true;
            }
        }
        return changed
                ? EditResult.changed(trace.withEvents(events))
                : EditResult.unchanged(trace, EditMessages.unknownDeployment(deployment, deployments(trace)));
    }

    private static boolean isCopy(TraceObject object, DeploymentRef deployment) {
        return object.gvk().equals(Gvk.DEPLOYMENT) && deployment.matches(object.namespace(), object.name());
    }

    private static List<TraceObject> deployments(Trace trace) {
        return trace.events().stream()
                .flatMap(event -> event.applied().stream())
                .filter(object -> object.gvk().equals(Gvk.DEPLOYMENT))
                .toList();
    }

    /** Change one copy. */
    @FunctionalInterface
    private interface Edit {
        DeploymentBody apply(DeploymentBody body) throws UneditableException;
    }
}
