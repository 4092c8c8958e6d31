package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hold what a controller might take: pods, ReplicaSets and revisions that name no managing controller. */
final class Orphans {

    private record Place(Class<?> type, String namespace) {}

    private final Map<Place, Set<ApiObject>> objects = new HashMap<>();

    /** Note an object whose owners are known now. */
    void linked(ApiObject object) {
        if (takeable(object) && object.controllerRef() == null) {
            objects.computeIfAbsent(place(object), __ -> new LinkedHashSet<>()).add(object);
        }
    }

    /** Forget an object that goes or gets other owners. */
    void unlinked(ApiObject object) {
        if (takeable(object) && object.controllerRef() == null) {
            objects.getOrDefault(place(object), Collections.emptySet()).remove(object);
        }
    }

    boolean any(Class<? extends ApiObject> type, String namespace) {
        return !objects.getOrDefault(new Place(type, namespace), Collections.emptySet())
                .isEmpty();
    }

    /** Return those of a class in the order of their creation. */
    <T extends ApiObject> List<T> of(Class<T> type, String namespace) {
        Collection<ApiObject> found = objects.getOrDefault(new Place(type, namespace), Collections.emptySet());
        List<T> orphans = new ArrayList<>(found.size());
        found.forEach(orphan -> orphans.add(type.cast(orphan)));
        orphans.sort(Comparator.comparingInt(ApiObject::order));
        return orphans;
    }

    void copyFrom(Orphans original, Fork fork) {
        original.objects.forEach((place, orphans) -> objects.put(place, fork.set(orphans)));
    }

    private static Place place(ApiObject object) {
        return new Place(object.getClass(), String.valueOf(object.namespace()));
    }

    private static boolean takeable(ApiObject object) {
        return object instanceof Pod || object instanceof ReplicaSet || object instanceof ControllerRevision;
    }
}
