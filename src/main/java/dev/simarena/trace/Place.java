package dev.simarena.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Name a place inside a trace, for example {@code events[3].applied_objs[0].kind}.
 *
 * @param parent the place around it, {@code null} at the top
 * @param key key in the map around it, {@code null} for an element of a list
 * @param index index in the list around it, -1 for a value of a map
 */
record Place(@Nullable Place parent, @Nullable String key, int index) {

    static final Place TOP = new Place(null, null, -1);

    Place child(String name) {
        return new Place(this, name, -1);
    }

    Place child(int position) {
        return new Place(this, null, position);
    }

    /** Return the places from below the top down to this one. */
    Deque<Place> steps() {
        Deque<Place> steps = new ArrayDeque<>();
        for (Place place = this; place != null && place.parent != null; place = place.parent) {
            steps.addFirst(place);
        }
        return steps;
    }

    /** Return the JSON pointer to this place, empty for the top. */
    String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (Place step : steps()) {
            pointer.append('/')
                    .append(
                            step.key == null
                                    ? String.valueOf(step.index)
                                    : step.key.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Place step : steps()) {
            if (step.key == null) {
                text.append('[').append(step.index).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step.key);
            }
        }
        return text.isEmpty() ? "the top" : text.toString();
    }
}
