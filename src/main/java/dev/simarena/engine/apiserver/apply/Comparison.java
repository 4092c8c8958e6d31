package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.apiserver.apply.Shape.ListShape;
import dev.simarena.engine.apiserver.apply.Shape.MapShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tell what was removed, modified and added between two values of one type.
 *
 * <p>Source: {@code structured-merge-diff/typed/compare.go}.
 */
record Comparison(FieldSet removed, FieldSet modified, FieldSet added) {

    static Comparison of(JsonNode before, JsonNode after, Shape shape) {
        Walk walk = new Walk();
        walk.compare(before, after, shape);
        return new Comparison(walk.removed, walk.modified, walk.added);
    }

    /** Return the comparison without some fields and what is below them. */
    Comparison without(FieldSet ignored) {
        return ignored.empty()
                ? this
                : new Comparison(
                        removed.differenceWithBelow(ignored),
                        modified.differenceWithBelow(ignored),
                        added.differenceWithBelow(ignored));
    }

    private static final class Walk {

        private final FieldSet removed = new FieldSet();
        private final FieldSet modified = new FieldSet();
        private final FieldSet added = new FieldSet();
        private final List<PathElement> path = new ArrayList<>();

        void compare(@Nullable JsonNode before, @Nullable JsonNode after, @Nullable Shape type) {
            Shape shape = Shape.orNothing(type);
            Shape old = shape.of(before);
            Shape now = shape.of(after);
            boolean leaf;
            if (after == null) {
                leaf = handle(before, null, old);
            } else if (before == null || sameSort(old, now)) {
                leaf = handle(before, after, now);
            } else {
                handle(before, after, old);
                leaf = handle(before, after, now);
            }
            if (!leaf) {
                if (before == null) {
                    added.insert(path);
                } else if (after == null) {
                    removed.insert(path);
                }
            }
        }

        /** Compare as one sort of type; returns whether the values are one. */
        private boolean handle(@Nullable JsonNode before, @Nullable JsonNode after, Shape shape) {
            MapShape map = shape.map();
            ListShape list = shape.list();
            if (map != null) {
                JsonNode left = before != null && before.isObject() ? before : null;
                JsonNode right = after != null && after.isObject() ? after : null;
                if (map.atomic() || (emptyOrNone(left) && emptyOrNone(right))) {
                    leaf(before, after);
                    return true;
                }
                objects(left, right, shape);
                return false;
            }
            if (shape.scalar() != null) {
                leaf(before, after);
                return true;
            }
            if (list != null) {
                JsonNode left = before != null && before.isArray() ? before : null;
                JsonNode right = after != null && after.isArray() ? after : null;
                if (list.atomic() || (emptyOrNone(left) && emptyOrNone(right))) {
                    leaf(before, after);
                    return true;
                }
                lists(left, right, list);
            }
            return false;
        }

        private void leaf(@Nullable JsonNode before, @Nullable JsonNode after) {
            if (before == null) {
                added.insert(path);
            } else if (after == null) {
                removed.insert(path);
            } else if (!Values.equal(before, after)) {
                modified.insert(path);
            }
        }

        private void objects(@Nullable JsonNode before, @Nullable JsonNode after, Shape shape) {
            if (before != null) {
                for (Map.Entry<String, JsonNode> field : before.properties()) {
                    step(
                            PathElement.field(field.getKey()),
                            field.getValue(),
                            after == null ? null : after.get(field.getKey()),
                            shape.field(field.getKey()));
                }
            }
            if (after != null) {
                for (Map.Entry<String, JsonNode> field : after.properties()) {
                    if (before == null || !before.has(field.getKey())) {
                        step(PathElement.field(field.getKey()), null, field.getValue(), shape.field(field.getKey()));
                    }
                }
            }
        }

        private void lists(@Nullable JsonNode before, @Nullable JsonNode after, ListShape list) {
            Shape element = list.element().get();
            Map<PathElement, List<JsonNode>> left = ListKeys.index(list, before);
            Map<PathElement, List<JsonNode>> right = ListKeys.index(list, after);
            left.forEach((step, items) -> items(step, items, right.getOrDefault(step, List.of()), element));
            right.forEach((step, items) -> {
                if (!left.containsKey(step)) {
                    items(step, List.of(), items, element);
                }
            });
        }

        /** Compare the elements of one key; those that occur more than once are one. */
        private void items(PathElement step, List<JsonNode> left, List<JsonNode> right, Shape element) {
            if (left.size() <= 1 && right.size() <= 1) {
                step(step, left.isEmpty() ? null : left.get(0), right.isEmpty() ? null : right.get(0), element);
                return;
            }
            if (left.size() == 1) {
                step(step, left.get(0), null, element);
            }
            if (right.size() == 1) {
                step(step, null, right.get(0), element);
            }
            path.add(step);
            if (right.size() <= 1) {
                removed.insert(path);
            } else if (left.size() <= 1) {
                added.insert(path);
            } else if (!sameItems(left, right)) {
                modified.insert(path);
            }
            path.remove(path.size() - 1);
        }

        private void step(
                PathElement step, @Nullable JsonNode before, @Nullable JsonNode after, @Nullable Shape shape) {
            path.add(step);
            compare(before, after, shape);
            path.remove(path.size() - 1);
        }

        private static boolean sameItems(List<JsonNode> left, List<JsonNode> right) {
            boolean same = left.size() == right.size();
            for (int i = 0; same && i < left.size(); i++) {
                same = Values.equal(left.get(i), right.get(i));
            }
            return same;
        }

        private static boolean emptyOrNone(@Nullable JsonNode value) {
            return value == null || value.isEmpty();
        }

        private static boolean sameSort(Shape left, Shape right) {
            return (left.map() == null) == (right.map() == null)
                    && (left.scalar() == null) == (right.scalar() == null)
                    && (left.list() == null) == (right.list() == null);
        }
    }
}
