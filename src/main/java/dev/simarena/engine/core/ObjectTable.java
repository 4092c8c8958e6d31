package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hold the objects of one kind by namespace and name. */
final class ObjectTable {

    /** Stands for the namespace of cluster-scoped objects. */
    private static final String NO_NAMESPACE = "";

    private final Map<String, Map<String, ApiObject>> namespaces = new LinkedHashMap<>();

    void put(ApiObject object) {
        namespaces
                .computeIfAbsent(key(object.namespace()), __ -> new LinkedHashMap<>())
                .put(object.name(), object);
    }

    void remove(ApiObject object) {
        String key = key(object.namespace());
        Map<String, ApiObject> objects = namespaces.get(key);
        if (objects != null) {
            objects.remove(object.name());
            if (objects.isEmpty()) {
                namespaces.remove(key);
            }
        }
    }

    @Nullable
    ApiObject get(@Nullable String namespace, String name) {
        Map<String, ApiObject> objects = namespaces.get(key(namespace));
        return objects == null ? null : objects.get(name);
    }

    Collection<ApiObject> list(@Nullable String namespace) {
        if (namespace != null) {
            Map<String, ApiObject> objects = namespaces.get(namespace);
            return objects == null ? List.of() : objects.values();
        }
        if (namespaces.size() == 1) {
            return namespaces.values().iterator().next().values();
        }
        List<ApiObject> all = new ArrayList<>();
        for (Map<String, ApiObject> objects : namespaces.values()) {
            all.addAll(objects.values());
        }
        all.sort(Comparator.comparingInt(ApiObject::order));
        return all;
    }

    ObjectTable copy(Fork fork) {
        ObjectTable copy = new ObjectTable();
        namespaces.forEach((namespace, objects) -> {
            Map<String, ApiObject> copies = new LinkedHashMap<>(objects.size() * 4 / 3 + 1);
            objects.forEach((name, object) -> copies.put(name, fork.of(object)));
            copy.namespaces.put(namespace, copies);
        });
        return copy;
    }

    private static String key(@Nullable String namespace) {
        return namespace == null ? NO_NAMESPACE : namespace;
    }
}
