package dev.simarena.engine.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lead from the objects and parts of a world to those of its copy.
 *
 * <p>An object is copied when it is first asked for; what it refers to is copied after it, so that long chains of
 * references cost no stack.
 */
public final class Fork {

    private final ArrayDeque<ApiObject> unlinked = new ArrayDeque<>();
    private final IdentityHashMap<Object, Object> parts = new IdentityHashMap<>();
    private @Nullable ApiObject[] copies;

    /** Prepare for about this many objects. */
    public Fork(int objects) {
        copies = new ApiObject[Math.max(1, objects)];
    }

    /** Return the copy of an object. */
    @SuppressWarnings("unchecked") // the copy of an object is of the object's class
    public <T extends ApiObject> T of(T original) {
        int order = original.order();
        if (order >= copies.length) {
            copies = Arrays.copyOf(copies, Math.max(order + 1, copies.length * 2));
        }
        ApiObject copy = copies[order];
        if (copy == null) {
            copy = original.copy();
            copies[order] = copy;
            unlinked.add(copy);
        }
        return (T) copy;
    }

    /** Return the copy of an object, {@code null} for {@code null}. */
    public <T extends ApiObject> @Nullable T ofNullable(@Nullable T original) {
        return original == null ? null : of(original);
    }

    /** Return the copies of objects in the same order. */
    public <T extends ApiObject> Set<T> set(Collection<T> originals) {
        Set<T> set = new LinkedHashSet<>(Math.max(4, originals.size() * 4 / 3 + 1));
        for (T original : originals) {
            set.add(of(original));
        }
        return set;
    }

    /** Return the copies of objects in the same order. */
    public <T extends ApiObject> List<T> list(Collection<T> originals) {
        List<T> list = new ArrayList<>(originals.size());
        for (T original : originals) {
            list.add(of(original));
        }
        return list;
    }

    /** Note which part of the copy stands for a part of the original, for example a controller. */
    public void pair(Object original, Object copy) {
        parts.put(original, copy);
    }

    /**
     * Return the part of the copy that stands for a part of the original.
     *
     * @throws IllegalStateException where it was never paired
     */
    @SuppressWarnings("unchecked") // parts are paired with parts of their own class
    public <P> P part(P original) {
        Object copy = parts.get(original);
        if (copy == null) {
            throw new IllegalStateException("Fork [%s] has no copy of this part. Pair it before it is looked up."
                    .formatted(original.getClass().getName()));
        }
        return (P) copy;
    }

    /** Let all copies refer to copies. */
    public void link() {
        for (ApiObject copy = unlinked.poll(); copy != null; copy = unlinked.poll()) {
            copy.relink(this);
        }
    }
}
