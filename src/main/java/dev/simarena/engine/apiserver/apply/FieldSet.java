package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hold a set of paths as a tree; a path may be in the set with or without those below it.
 *
 * <p>Operations return new sets and leave their operands alone. Source: {@code structured-merge-diff/fieldpath}.
 */
final class FieldSet {

    /** The set of no fields. */
    static final FieldSet NONE = new FieldSet();

    private static final String SELF = ".";

    private final TreeMap<PathElement, Step> steps = new TreeMap<>();

    /** What is known of one element: whether it is in the set, and what is below it. */
    private record Step(boolean member, FieldSet below) {

        boolean empty() {
            return !member && below.empty();
        }
    }

    /** Return a set of paths of field names, each written as {@code a.b.c}. */
    static FieldSet of(String... paths) {
        FieldSet set = new FieldSet();
        for (String path : paths) {
            set.insert(List.of(path.split("\\.")).stream()
                    .<PathElement>map(PathElement.Field::new)
                    .toList());
        }
        return set;
    }

    /** Add a path while the set is being built; the empty path is ignored. */
    void insert(List<PathElement> path) {
        if (!path.isEmpty()) {
            insert(path, 0);
        }
    }

    private void insert(List<PathElement> path, int at) {
        Step step = steps.computeIfAbsent(path.get(at), __ -> new Step(false, new FieldSet()));
        if (at < path.size() - 1) {
            step.below.insert(path, at + 1);
        } else if (!step.member) {
            steps.put(path.get(at), new Step(true, step.below));
        }
    }

    boolean empty() {
        for (Step step : steps.values()) {
            if (!step.empty()) {
                return false;
            }
        }
        return true;
    }

    boolean has(PathElement element) {
        Step step = steps.get(element);
        return step != null && step.member;
    }

    boolean has(List<PathElement> path) {
        FieldSet set = this;
        for (int i = 0; i < path.size() - 1; i++) {
            set = set.below(path.get(i));
        }
        return !path.isEmpty() && set.has(path.get(path.size() - 1));
    }

    /** Return what is in the set below an element. */
    FieldSet below(PathElement element) {
        Step step = steps.get(element);
        return step == null ? NONE : step.below;
    }

    FieldSet union(FieldSet other) {
        if (other.steps.isEmpty()) {
            return this;
        }
        FieldSet result = new FieldSet();
        result.steps.putAll(steps);
        other.steps.forEach((element, step) -> result.steps.merge(
                element, step, (mine, its) -> new Step(mine.member || its.member, mine.below.union(its.below))));
        return result;
    }

    FieldSet intersection(FieldSet other) {
        FieldSet result = new FieldSet();
        steps.forEach((element, mine) -> {
            Step its = other.steps.get(element);
            if (its != null) {
                result.put(element, mine.member && its.member, mine.below.intersection(its.below));
            }
        });
        return result;
    }

    /** Return what is not in the other set; what is below a path of the other set stays. */
    FieldSet difference(FieldSet other) {
        return without(other, false);
    }

    /** Return what is neither in the other set nor below one of its paths. */
    FieldSet differenceWithBelow(FieldSet other) {
        return without(other, true);
    }

    private FieldSet without(FieldSet other, boolean whole) {
        if (other.steps.isEmpty()) {
            return this;
        }
        FieldSet result = new FieldSet();
        steps.forEach((element, mine) -> {
            Step its = other.steps.get(element);
            if (its == null) {
                result.steps.put(element, mine);
            } else if (!(whole && its.member)) {
                result.put(element, mine.member && !its.member, mine.below.without(its.below, whole));
            }
        });
        return result;
    }

    /** Return the set and, above its paths, the declared fields that lead to them. */
    FieldSet withDeclaredFields(@Nullable Shape shape) {
        FieldSet result = new FieldSet();
        steps.forEach((element, step) -> {
            Shape inner = shape == null ? null : shape.at(element);
            boolean declared = !step.below.steps.isEmpty() && shape != null && shape.declares(element);
            result.steps.put(
                    element,
                    new Step(
                            step.member || declared,
                            step.below.steps.isEmpty() ? NONE : step.below.withDeclaredFields(inner)));
        });
        return result;
    }

    private void put(PathElement element, boolean member, FieldSet below) {
        if (member || !below.empty()) {
            steps.put(element, new Step(member, below.empty() ? NONE : below));
        }
    }

    /** Visit all paths: those of one level first, then those below each of them; the list is used again and again. */
    void forEach(Consumer<List<PathElement>> visitor) {
        visit(new ArrayList<>(), visitor);
    }

    private void visit(List<PathElement> prefix, Consumer<List<PathElement>> visitor) {
        steps.forEach((element, step) -> {
            if (step.member) {
                prefix.add(element);
                visitor.accept(prefix);
                prefix.remove(prefix.size() - 1);
            }
        });
        steps.forEach((element, step) -> {
            prefix.add(element);
            step.below.visit(prefix, visitor);
            prefix.remove(prefix.size() - 1);
        });
    }

    /** Return the set as managed fields write it (FieldsV1). */
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        steps.forEach((element, step) -> {
            if (step.empty()) {
                return;
            }
            ObjectNode inner = json.putObject(element.written());
            if (!step.below.empty()) {
                if (step.member) {
                    inner.putObject(SELF);
                }
                inner.setAll(step.below.toJson());
            }
        });
        return json;
    }

    /**
     * Read a set as managed fields write it (FieldsV1).
     *
     * @throws IllegalArgumentException where it is not well formed
     */
    static FieldSet read(JsonNode json) {
        FieldSet set = new FieldSet();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (field.getKey().equals(SELF)) {
                continue;
            }
            PathElement element = PathElement.read(field.getKey());
            if (element == null) {
                continue;
            }
            FieldSet below = read(field.getValue());
            boolean leaf = below.steps.isEmpty();
            set.steps.put(element, new Step(leaf || field.getValue().has(SELF), leaf ? NONE : below));
        }
        return set;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldSet set && steps.equals(set.steps);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** Return the paths, one a line. */
    @Override
    public String toString() {
        List<String> paths = new ArrayList<>();
        forEach(path -> paths.add(show(path)));
        return String.join("\n", paths);
    }

    /** Return a path as messages write it. */
    static String show(List<PathElement> path) {
        StringBuilder text = new StringBuilder();
        path.forEach(text::append);
        return text.toString();
    }
}
