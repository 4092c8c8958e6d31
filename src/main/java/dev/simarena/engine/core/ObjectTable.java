package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.ObjectSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hold the objects of one kind by namespace and name. */
final class ObjectTable {

    /** Stands for the namespace of cluster-scoped objects. */
    private static final String NO_NAMESPACE = "";

    private final Map<String, Content> namespaces = new LinkedHashMap<>();

    void put(ApiObject object) {
        namespaces.computeIfAbsent(key(object.namespace()), __ -> new Content()).put(object);
    }

    void remove(ApiObject object) {
        String key = key(object.namespace());
        Content content = namespaces.get(key);
        if (content != null) {
            content.remove(object);
            if (content.objects.isEmpty()) {
                namespaces.remove(key);
            }
        }
    }

    @Nullable
    ApiObject get(@Nullable String namespace, String name) {
        Content content = namespaces.get(key(namespace));
        return content == null ? null : content.names().get(name);
    }

    Collection<ApiObject> list(@Nullable String namespace) {
        if (namespace != null) {
            Content content = namespaces.get(namespace);
            return content == null ? List.of() : content.objects;
        }
        if (namespaces.isEmpty()) {
            return List.of();
        }
        if (namespaces.size() == 1) {
            return namespaces.values().iterator().next().objects;
        }
        List<ApiObject> all = new ArrayList<>();
        for (Content content : namespaces.values()) {
            all.addAll(content.objects);
        }
        all.sort(Comparator.comparingInt(ApiObject::order));
        return all;
    }

    ObjectTable copy(Fork fork) {
        ObjectTable copy = new ObjectTable();
        namespaces.forEach((namespace, content) -> copy.namespaces.put(namespace, content.copy(fork)));
        return copy;
    }

    private static String key(@Nullable String namespace) {
        return namespace == null ? NO_NAMESPACE : namespace;
    }

    /** Hold the objects of one namespace; their names are gathered when the first is looked up. */
    private static final class Content {

        private final ObjectSet<ApiObject> objects;
        private @Nullable Map<String, ApiObject> names;

        Content() {
            this(new ObjectSet<>());
        }

        private Content(ObjectSet<ApiObject> objects) {
            this.objects = objects;
        }

        void put(ApiObject object) {
            objects.add(object);
            if (names != null) {
                names.put(object.name(), object);
            }
        }

        void remove(ApiObject object) {
            objects.remove(object);
            if (names != null) {
                names.remove(object.name());
            }
        }

        Map<String, ApiObject> names() {
            Map<String, ApiObject> known = names;
            if (known == null) {
                known = new HashMap<>(objects.size() * 4 / 3 + 1);
                for (ApiObject object : objects) {
                    known.put(object.name(), object);
                }
                names = known;
            }
            return known;
        }

        Content copy(Fork fork) {
            return new Content(objects.copy(fork));
        }
    }
}
