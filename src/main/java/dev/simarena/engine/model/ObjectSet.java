package dev.simarena.engine.model;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hold objects of one world in the order of their creation.
 *
 * <p>Newest objects are added at once and any object is found by bisection, so that there is no hash table, whose copies
 * would make {@link Fork forks} of large worlds slow. Removed objects leave gaps, which are closed when they are half of
 * all places.
 *
 * @param <T> class of the objects
 */
public final class ObjectSet<T extends ApiObject> extends AbstractSet<T> {

    private static final int FEW = 4;

    private int[] orders;
    private @Nullable ApiObject[] objects;
    private int end;
    private int size;
    private int changes;

    /** Prepare for few objects. */
    public ObjectSet() {
        orders = new int[FEW];
        objects = new ApiObject[FEW];
    }

    private ObjectSet(ObjectSet<T> original, Fork fork) {
        orders = Arrays.copyOf(original.orders, Math.max(FEW, original.end));
        objects = new ApiObject[orders.length];
        end = original.end;
        size = original.size;
        for (int i = 0; i < end; i++) {
            objects[i] = fork.ofNullable(original.objects[i]);
        }
    }

    /** Return a set of the copies of these objects. */
    public ObjectSet<T> copy(Fork fork) {
        return new ObjectSet<>(this, fork);
    }

    @Override
    public boolean add(T object) {
        int order = object.order();
        int place = end == 0 || orders[end - 1] < order ? end : Arrays.binarySearch(orders, 0, end, order);
        if (place >= 0 && place < end) {
            if (objects[place] != null) {
                return false;
            }
        } else {
            place = place < 0 ? -place - 1 : place;
            makePlace(place);
            orders[place] = order;
        }
        objects[place] = object;
        size++;
        changes++;
        return true;
    }

    private void makePlace(int place) {
        if (end == orders.length) {
            orders = Arrays.copyOf(orders, end * 2);
            objects = Arrays.copyOf(objects, end * 2);
        }
        System.arraycopy(orders, place, orders, place + 1, end - place);
        System.arraycopy(objects, place, objects, place + 1, end - place);
        end++;
    }

    @Override
    public boolean remove(@Nullable Object object) {
        int place = place(object);
        if (place < 0) {
            return false;
        }
        objects[place] = null;
        size--;
        changes++;
        if (size * 2 < end) {
            closeGaps();
        }
        return true;
    }

    private void closeGaps() {
        int kept = 0;
        for (int i = 0; i < end; i++) {
            if (objects[i] != null) {
                orders[kept] = orders[i];
                objects[kept++] = objects[i];
            }
        }
        Arrays.fill(objects, kept, end, null);
        end = kept;
    }

    @Override
    public boolean contains(@Nullable Object object) {
        return place(object) >= 0;
    }

    @Override
    public int size() {
        return size;
    }

    @SuppressWarnings("ReferenceEquality") // an object is itself only; gaps keep the order of what was there
    private int place(@Nullable Object object) {
        if (!(object instanceof ApiObject wanted)) {
            return -1;
        }
        int place = Arrays.binarySearch(orders, 0, end, wanted.order());
        return place >= 0 && objects[place] == wanted ? place : -1;
    }

    @Override
    public Iterator<T> iterator() {
        return new Walk();
    }

    private final class Walk implements Iterator<T> {

        private final int expected = changes;
        private int next;

        @Override
        public boolean hasNext() {
            while (next < end && objects[next] == null) {
                next++;
            }
            return next < end;
        }

        @Override
        @SuppressWarnings("unchecked") // only add puts objects in
        public T next() {
            if (expected != changes) {
                throw new ConcurrentModificationException();
            }
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return (T) Objects.requireNonNull(objects[next++]);
        }
    }
}
