package dev.simarena.engine.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Pod;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Remember which pods a Service selects, and which of them are to be looked at. */
final class FollowedService {

    private final Map<String, String> selector;

    /** Pods the Service selects, in the order in which they came. */
    final Set<Pod> pods = new LinkedHashSet<>();

    /** Pods that changed, or are no longer selected. */
    final Set<Pod> changed = new LinkedHashSet<>();

    FollowedService(Map<String, String> selector) {
        this.selector = selector;
    }

    /** Return what a Service selects, empty where its endpoints are not found out by a controller. */
    static Map<String, String> selector(GenericObject service) {
        JsonNode spec = service.body().path("spec");
        return spec.path("type").asText("").equals("ExternalName") ? Map.of() : JsonMaps.strings(spec.path("selector"));
    }

    /** Tell whether it was found out by another selector. */
    boolean outdated(Map<String, String> present) {
        return !selector.equals(present);
    }

    FollowedService copy(Fork fork) {
        FollowedService copy = new FollowedService(selector);
        copy.pods.addAll(fork.list(pods));
        copy.changed.addAll(fork.list(changed));
        return copy;
    }

    /** Notice a pod; returns whether the Service has or had anything to do with it. */
    boolean notice(Pod pod) {
        boolean selected = pod.present() && pod.labels().entrySet().containsAll(selector.entrySet());
        if (selected) {
            pods.add(pod);
        } else if (!pods.remove(pod)) {
            return false;
        }
        changed.add(pod);
        return true;
    }
}
