package dev.simarena.junit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.util.ArrayList;
import java.util.List;

/** Do to a trace what makes its trouble go away without curing it. */
final class Cheats {

    private Cheats() {}

    /** Set the replicas of every applied copy of the Deployment to zero. */
    static Trace scaledToZero(Trace trace, DeploymentRef deployment) {
        return trace.withEvents(trace.events().stream()
                .map(event -> event.withApplied(event.applied().stream()
                        .map(object -> isCopy(object, deployment) ? withoutReplicas(object) : object)
                        .toList()))
                .toList());
    }

    private static TraceObject withoutReplicas(TraceObject object) {
        ObjectNode body = object.body().deepCopy();
        body.withObjectProperty("spec").put("replicas", 0);
        return TraceObject.of(body);
    }

    private static boolean isCopy(TraceObject object, DeploymentRef deployment) {
        return object.gvk().equals(Gvk.DEPLOYMENT) && deployment.matches(object.namespace(), object.name());
    }

    /** Delete the Deployment at the end. */
    static Trace deleted(Trace trace, DeploymentRef deployment) {
        List<TraceObject> copies = trace.events().stream()
                .flatMap(event -> event.applied().stream())
                .filter(object -> isCopy(object, deployment))
                .toList();
        List<TraceEvent> events = new ArrayList<>(trace.events());
        if (!copies.isEmpty()) {
            events.add(new TraceEvent(trace.end(), List.of(), List.of(copies.get(copies.size() - 1))));
        }
        return trace.withEvents(events);
    }
}
