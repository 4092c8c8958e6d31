package dev.simarena.engine.apiserver.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.PodLook;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Pod;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Write pods that look like others without making JSON of them again; may be used by several threads at once.
 *
 * <p>A mold is made when a look is seen for the second time: many looks, as those of a StatefulSet's pods, are seen once.
 */
final class PodMolds {

    private static final int MOST = 4096;

    /** What is known of a look: seen before, and by which mold it is written where there is one. */
    private record Seen(boolean tried, @Nullable PodMold mold) {}

    private static final Seen ONCE = new Seen(false, null);

    private final ConcurrentHashMap<PodLook, Seen> looks = new ConcurrentHashMap<>();
    private final Function<ApiObject, ObjectNode> shown;

    PodMolds(Function<ApiObject, ObjectNode> shown) {
        this.shown = shown;
    }

    /** Write a pod without its kind and the braces around it; returns whether there was a mold for it. */
    boolean write(Pod pod, ByteArrayOutputStream text) {
        PodLook look = PodLook.of(pod);
        if (look == null || !plain(pod.name()) || !plain(pod.nodeName())) {
            return false;
        }
        PodMold mold = mold(look, pod);
        if (mold == null) {
            return false;
        }
        mold.fill(pod, text);
        return true;
    }

    private @Nullable PodMold mold(PodLook look, Pod pod) {
        Seen seen = looks.get(look);
        if (seen != null && seen.tried()) {
            return seen.mold();
        }
        PodMold mold = seen == null ? null : PodMold.of(pod, shown.apply(pod));
        if (looks.size() >= MOST) {
            looks.clear();
        }
        looks.put(look, seen == null ? ONCE : new Seen(true, mold));
        return mold;
    }

    /** Tell whether a name is written in JSON as it is. */
    private static boolean plain(@Nullable String name) {
        for (int i = 0; name != null && i < name.length(); i++) {
            char c = name.charAt(i);
            boolean usual = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
            if (!usual) {
                return false;
            }
        }
        return true;
    }
}
