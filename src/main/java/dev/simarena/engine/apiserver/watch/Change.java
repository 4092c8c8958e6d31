package dev.simarena.engine.apiserver.watch;

import dev.simarena.engine.model.ApiObject;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hold one change of one object. */
final class Change {

    static final String ADDED = "ADDED";
    static final String MODIFIED = "MODIFIED";
    static final String DELETED = "DELETED";

    private final long version;
    private final @Nullable Version before;
    private final @Nullable Version after;
    private @Nullable Version gone;

    /**
     * Note a change.
     *
     * @param version resource version of the change
     * @param before the object before, {@code null} where it was added
     * @param after the object after, {@code null} where it was deleted
     */
    Change(long version, @Nullable Version before, @Nullable Version after) {
        this.version = version;
        this.before = before;
        this.after = after;
    }

    long version() {
        return version;
    }

    @Nullable
    Version before() {
        return before;
    }

    @Nullable
    Version after() {
        return after;
    }

    /**
     * Return what a watcher with a selector learns of it, {@code null} where it is none of its business.
     *
     * <p>An object that begins to match is added, one that matches no more is deleted and shown as it last matched.
     */
    @Nullable
    Seen seen(Predicate<ApiObject> selector) {
        boolean matched = before != null && selector.test(before.object());
        if (after != null && selector.test(after.object())) {
            return new Seen(matched ? MODIFIED : ADDED, after);
        }
        return matched ? new Seen(DELETED, gone()) : null;
    }

    private Version gone() {
        Version last = gone;
        if (last == null) {
            if (before == null) {
                throw new IllegalStateException(
                        "Change [%d] has nothing before it. Ask only for what was there.".formatted(version));
            }
            last = before.gone(version);
            gone = last;
        }
        return last;
    }

    /**
     * Say what a watcher sees.
     *
     * @param type {@code ADDED}, {@code MODIFIED} or {@code DELETED}
     * @param version the object to show
     */
    record Seen(String type, Version version) {}
}
