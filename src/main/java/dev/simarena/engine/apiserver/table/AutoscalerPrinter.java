package dev.simarena.engine.apiserver.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Print HorizontalPodAutoscalers as those of {@code autoscaling/v2}. */
final class AutoscalerPrinter implements Printer {

    private static final List<Column> COLUMNS = List.of(
            Column.NAME,
            Column.string("Reference", Column.doc("autoscaling.v2.HorizontalPodAutoscalerSpec", "scaleTargetRef")),
            Column.string("Targets", Column.doc("autoscaling.v2.HorizontalPodAutoscalerSpec", "metrics")),
            Column.string("MinPods", Column.doc("autoscaling.v2.HorizontalPodAutoscalerSpec", "minReplicas")),
            Column.string("MaxPods", Column.doc("autoscaling.v2.HorizontalPodAutoscalerSpec", "maxReplicas")),
            Column.string("Replicas", Column.doc("autoscaling.v2.HorizontalPodAutoscalerStatus", "currentReplicas")),
            Column.AGE);

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<@Nullable Object> cells(Shown object) {
        return List.of(
                object.name(),
                object.text("spec", "scaleTargetRef", "kind") + "/" + object.text("spec", "scaleTargetRef", "name"),
                MetricText.of(object),
                object.textOr(Shown.UNSET, "spec", "minReplicas"),
                object.number("spec", "maxReplicas"),
                object.number("status", "currentReplicas"),
                object.age());
    }
}
