package dev.simarena.engine.autoscale;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Autoscaler;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Find autoscalers that scale the same pods.
 *
 * <p>What an autoscaler selects is known from the first time on that its metrics were asked for. Source: {@code
 * validateAndParseSelector} of {@code pkg/controller/podautoscaler}.
 */
final class Rivals {

    private final ObjectStore store;

    Rivals(ObjectStore store) {
        this.store = store;
    }

    /**
     * Note what an autoscaler selects, and write into its conditions where others select some of that too; returns what is
     * wrong, {@code null} where nothing is.
     */
    @Nullable
    String contest(AutoscalerView view, ScaleTarget target) {
        Autoscaler autoscaler = view.autoscaler;
        autoscaler.setSelector(target.selector());
        List<Autoscaler> others = others(autoscaler);
        TreeSet<String> names = new TreeSet<>();
        if (!others.isEmpty()) {
            for (ApiObject pod : store.list(Gvk.POD, autoscaler.namespace())) {
                if (target.selector().matches(pod.labels())) {
                    names.add(autoscaler.namespace() + "/" + autoscaler.name());
                    others.stream()
                            .filter(other -> selects(other, pod))
                            .forEach(other -> names.add(other.namespace() + "/" + other.name()));
                }
            }
        }
        if (names.size() < 2) {
            return null;
        }
        String fault = "pods by selector %s are controlled by multiple HPAs: [%s]"
                .formatted(target.selector().text(), String.join(" ", names));
        view.set("ScalingActive", false, "AmbiguousSelector", fault);
        return fault;
    }

    private List<Autoscaler> others(Autoscaler autoscaler) {
        List<Autoscaler> others = new ArrayList<>();
        for (ApiObject object : store.list(Autoscaler.GVK, autoscaler.namespace())) {
            if (object instanceof Autoscaler other && !other.equals(autoscaler) && other.selector() != null) {
                others.add(other);
            }
        }
        return others;
    }

    private static boolean selects(Autoscaler autoscaler, ApiObject pod) {
        LabelSelector selector = Objects.requireNonNull(autoscaler.selector());
        return selector.matches(pod.labels());
    }
}
