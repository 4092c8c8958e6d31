package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.apply.Shape.ListShape;
import dev.simarena.engine.apiserver.apply.Shape.MapShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merge what somebody applies into what is there; nothing is removed by it.
 *
 * <p>Lists keep the order of what is there where the applied one does not say otherwise. Source: {@code
 * structured-merge-diff/typed/merge.go}.
 */
final class Merge {

    private Merge() {}

    /** Return the merged value, {@code null} where nothing is left of it; parts of both values are shared. */
    static @Nullable JsonNode merge(@Nullable JsonNode live, @Nullable JsonNode applied, @Nullable Shape type) {
        Shape shape = Shape.orNothing(type).of(applied == null ? live : applied);
        MapShape map = shape.map();
        ListShape list = shape.list();
        if (map != null) {
            JsonNode left = live != null && live.isObject() ? live : null;
            JsonNode right = applied != null && applied.isObject() ? applied : null;
            boolean one = map.atomic() || (emptyOrNone(left) && emptyOrNone(right));
            return one ? latest(live, applied) : objects(left, right, shape);
        }
        if (list != null && shape.scalar() == null) {
            JsonNode left = live != null && live.isArray() ? live : null;
            JsonNode right = applied != null && applied.isArray() ? applied : null;
            boolean one = list.atomic() || (emptyOrNone(left) && emptyOrNone(right));
            return one ? latest(live, applied) : new Lists(list, left, right).merge();
        }
        return latest(live, applied);
    }

    private static @Nullable JsonNode latest(@Nullable JsonNode live, @Nullable JsonNode applied) {
        return applied == null ? live : applied;
    }

    private static boolean emptyOrNone(@Nullable JsonNode value) {
        return value == null || value.isEmpty();
    }

    private static @Nullable JsonNode objects(@Nullable JsonNode live, @Nullable JsonNode applied, Shape shape) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        if (live != null) {
            for (Map.Entry<String, JsonNode> field : live.properties()) {
                String name = field.getKey();
                put(merged, name, field.getValue(), applied == null ? null : applied.get(name), shape);
            }
        }
        if (applied != null) {
            for (Map.Entry<String, JsonNode> field : applied.properties()) {
                if (live == null || !live.has(field.getKey())) {
                    put(merged, field.getKey(), null, field.getValue(), shape);
                }
            }
        }
        return merged.isEmpty() ? null : merged;
    }

    private static void put(
            ObjectNode merged, String name, @Nullable JsonNode live, @Nullable JsonNode applied, Shape shape) {
        JsonNode value = merge(live, applied, shape.field(name));
        if (value != null) {
            merged.set(name, value);
        }
    }

    /** Merge the elements of two lists. */
    private static final class Lists {

        private final Shape element;
        private final List<PathElement> left = new ArrayList<>();
        private final List<PathElement> right = new ArrayList<>();
        private final List<JsonNode> leftItems = new ArrayList<>();
        private final Map<PathElement, JsonNode> live = new HashMap<>();
        private final Map<PathElement, JsonNode> applied = new HashMap<>();
        private final ArrayNode merged = JsonNodeFactory.instance.arrayNode();

        Lists(ListShape list, @Nullable JsonNode lefts, @Nullable JsonNode rights) {
            element = list.element().get();
            index(list, lefts, left, live);
            index(list, rights, right, applied);
            if (lefts != null) {
                lefts.forEach(leftItems::add);
            }
        }

        /** Index elements by key; one whose key occurs again stands for nothing to merge with. */
        private static void index(
                ListShape list, @Nullable JsonNode items, List<PathElement> order, Map<PathElement, JsonNode> byKey) {
            if (items == null) {
                return;
            }
            for (JsonNode item : items) {
                PathElement step = ListKeys.of(list, item);
                order.add(step);
                byKey.merge(step, item, (first, again) -> JsonNodeFactory.instance.nullNode());
            }
        }

        @Nullable
        JsonNode merge() {
            List<PathElement> shared = new ArrayList<>(right);
            shared.removeIf(step -> !live.containsKey(step));
            Set<PathElement> done = new HashSet<>();
            int next = 0;
            int i = 0;
            int j = 0;
            while (i < left.size() || j < right.size()) {
                if (i < left.size()) {
                    PathElement step = left.get(i);
                    if (j < right.size()) {
                        if (step.equals(right.get(j))) {
                            done.add(step);
                            add(live.get(step), applied.get(step));
                            i++;
                            j++;
                            next++;
                            continue;
                        }
                        if (applied.containsKey(step)
                                && next < shared.size()
                                && !shared.get(next).equals(step)) {
                            // shared, but another one comes first
                            i++;
                            continue;
                        }
                    }
                    if (!applied.containsKey(step)) {
                        add(leftItems.get(i), null);
                        i++;
                        continue;
                    }
                    if (done.contains(step)) {
                        i++;
                    }
                }
                if (j < right.size()) {
                    PathElement step = right.get(j);
                    done.add(step);
                    add(live.get(step), applied.get(step));
                    j++;
                    if (next < shared.size() && shared.get(next).equals(step)) {
                        next++;
                    }
                }
            }
            return merged.isEmpty() ? null : merged;
        }

        private void add(@Nullable JsonNode mine, @Nullable JsonNode its) {
            JsonNode item = Merge.merge(mine, its, element);
            if (item != null) {
                merged.add(item);
            }
        }
    }
}
