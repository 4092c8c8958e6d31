package dev.simarena.engine;

import dev.simarena.engine.core.Alarm;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.core.StoreListener;
import dev.simarena.engine.model.Fork;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hold the parts of a control plane in the order in which they work.
 *
 * <p>A part that is about kinds of its own is made when there is the first object of one of them: most worlds have few kinds,
 * and a part that sleeps costs nothing.
 */
final class Parts {

    private final List<Part> parts = new ArrayList<>(32);

    /** Kinds that somebody sleeps until; asked for every kind there is, so quick to tell. */
    private final Set<Gvk> awaited = new HashSet<>(32);

    /** Add a part that never sleeps, after all others. */
    void add(Reconciler reconciler) {
        parts.add(new Part(Set.of(), reconciler));
    }

    /** Add a part that sleeps until there is an object of one of these kinds; it must not need to know what was before. */
    void add(Set<Gvk> kinds, Supplier<? extends Reconciler> maker) {
        parts.add(new Part(kinds, maker));
        awaited.addAll(kinds);
    }

    /** Wake those that are about a kind; returns whether there were any. */
    boolean wake(Gvk kind) {
        if (!awaited.remove(kind)) {
            return false;
        }
        for (Part part : parts) {
            if (part.kinds.contains(kind)) {
                part.wake();
            }
        }
        return true;
    }

    /** Let everybody who is awake work once, the first first; returns whether anybody did. */
    boolean work() {
        boolean worked = false;
        for (Part part : parts) {
            worked |= part.work();
        }
        return worked;
    }

    /** Let everybody who is awake work once, the last first; returns whether anybody did. */
    boolean workBackwards() {
        boolean worked = false;
        for (int i = parts.size() - 1; i >= 0; i--) {
            worked |= parts.get(i).work();
        }
        return worked;
    }

    /** Return those who are awake. */
    List<StoreListener> listeners() {
        List<StoreListener> listeners = new ArrayList<>(parts.size());
        for (Part part : parts) {
            if (part.awake != null) {
                listeners.add(part.awake);
            }
        }
        return listeners;
    }

    /** Wake those who are awake in another control plane, and let what they planned be planned by these. */
    void pair(Parts original, Fork fork) {
        for (int i = 0; i < parts.size(); i++) {
            Reconciler other = original.parts.get(i).awake;
            if (other == null) {
                continue;
            }
            Reconciler own = parts.get(i).wake();
            if (other instanceof Alarm) {
                fork.pair(other, own);
            }
        }
    }

    /** Take over what those of another control plane remember. */
    void copyFrom(Parts original, Fork fork) {
        for (int i = 0; i < parts.size(); i++) {
            Reconciler other = original.parts.get(i).awake;
            if (other != null) {
                parts.get(i).wake().copyFrom(other, fork);
            }
        }
    }

    private static final class Part {

        private final Set<Gvk> kinds;
        private final @Nullable Supplier<? extends Reconciler> maker;
        private @Nullable Reconciler awake;

        Part(Set<Gvk> kinds, Reconciler awake) {
            this.kinds = kinds;
            this.maker = null;
            this.awake = awake;
        }

        Part(Set<Gvk> kinds, Supplier<? extends Reconciler> maker) {
            this.kinds = kinds;
            this.maker = maker;
        }

        Reconciler wake() {
            Reconciler reconciler = awake;
            if (reconciler == null) {
                reconciler = Objects.requireNonNull(maker).get();
                awake = reconciler;
            }
            return reconciler;
        }

        boolean work() {
            Reconciler reconciler = awake;
            return reconciler != null && reconciler.reconcile();
        }
    }
}
