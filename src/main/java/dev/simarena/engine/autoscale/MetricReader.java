package dev.simarena.engine.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.kubelet.MeasuredUsage;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Autoscaler;
import dev.simarena.engine.model.AutoscalerSpec;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Measure the pods of a workload for one metric and let the calculator propose replicas, with the controller's messages. */
final class MetricReader {

    /** Where no pod of the world declares usage there is no metrics server either. */
    private static final String NO_SERVER =
            "unable to fetch metrics from resource metrics API: the server could not find"
                    + " the requested resource (get pods.metrics.k8s.io)";

    /** A metrics server measures over this time. */
    private static final long WINDOW = TimeUnit.SECONDS.toMicros(15);

    private final ObjectStore store;
    private long lookedAt = -1;
    private boolean served;

    MetricReader(ObjectStore store) {
        this.store = store;
    }

    /**
     * Propose replicas.
     *
     * @throws MetricException where the metric says nothing
     */
    ReplicaCalculator.Proposal propose(
            Autoscaler autoscaler, ScaleTarget target, AutoscalerSpec.Metric metric, long now) {
        Integer percent = metric.utilization();
        Long average = metric.average();
        try {
            List<MeasuredPod> pods = measure(autoscaler, target, metric, percent != null, now);
            Tolerances tolerances = Tolerances.of(
                    autoscaler.spec().scaleDown(), autoscaler.spec().scaleUp());
            ReplicaCalculator calculator = new ReplicaCalculator(
                    target.replicas(), tolerances, metric.name().equals("cpu"), now);
            if (average != null) {
                return calculator.forAverage(average, pods);
            }
            return calculator.forUtilization(percent == null ? 0 : percent, pods);
        } catch (MetricException fault) {
            String what = average != null ? "usage" : "utilization";
            throw new MetricException("failed to get %s %s: %s".formatted(metric.name(), what, fault.getMessage()));
        }
    }

    private List<MeasuredPod> measure(
            Autoscaler autoscaler, ScaleTarget target, AutoscalerSpec.Metric metric, boolean requests, long now) {
        List<MeasuredPod> pods = new ArrayList<>();
        boolean any = false;
        for (ApiObject object : store.list(Gvk.POD, autoscaler.namespace())) {
            if (object instanceof Pod pod && target.selector().matches(pod.labels())) {
                MeasuredPod measured = measure(pod, metric, requests, now);
                any |= measured.metric() != null;
                pods.add(measured);
            }
        }
        if (!any) {
            throw new MetricException("unable to get metrics for resource %s: %s"
                    .formatted(metric.name(), served() ? "no metrics returned from resource metrics API" : NO_SERVER));
        }
        return pods;
    }

    /** Tell whether there is a metrics server, looking again only after something has changed. */
    private boolean served() {
        if (lookedAt != store.resourceVersion()) {
            lookedAt = store.resourceVersion();
            served = false;
            for (ApiObject object : store.list(Gvk.POD, null)) {
                if (object instanceof Pod pod && MeasuredUsage.declared(pod)) {
                    served = true;
                    break;
                }
            }
        }
        return served;
    }

    private MeasuredPod measure(Pod pod, AutoscalerSpec.Metric metric, boolean requests, long now) {
        OptionalLong used = used(pod, metric, now);
        MeasuredPod.Metric measured = used.isEmpty() ? null : new MeasuredPod.Metric(used.getAsLong(), now, WINDOW);
        boolean begun = pod.started() != Pod.NEVER;
        long request = 0;
        String fault = null;
        if (requests) {
            try {
                request = request(pod, metric);
            } catch (MetricException missing) {
                fault = missing.getMessage();
            }
        }
        return new MeasuredPod(
                pod.name(),
                pod.phase(),
                pod.terminating(),
                begun ? pod.isReady() : null,
                pod.isReady() ? pod.readySince() : pod.started(),
                begun ? pod.started() : null,
                request,
                fault,
                measured);
    }

    /** Return what was measured in thousandths of the unit. */
    private static OptionalLong used(Pod pod, AutoscalerSpec.Metric metric, long now) {
        if (metric.name().equals("cpu")) {
            return MeasuredUsage.cpuMilli(pod, metric.container(), now);
        }
        OptionalLong bytes = MeasuredUsage.memoryBytes(pod, metric.container(), now);
        return bytes.isEmpty() ? bytes : OptionalLong.of(bytes.getAsLong() * 1000);
    }

    /** Add up the requests of containers and sidecars, or take those of the pod as a whole where it declares them. */
    private static long request(Pod pod, AutoscalerSpec.Metric metric) {
        JsonNode spec = pod.template().podSpec();
        JsonNode whole = spec.path("resources").path("requests");
        if (metric.container().isEmpty() && !whole.isEmpty()) {
            if (!whole.has(metric.name())) {
                throw new MetricException(
                        "missing pod-level request for %s in Pod %s".formatted(metric.name(), pod.name()));
            }
            return milli(whole.path(metric.name()));
        }
        List<JsonNode> containers = new ArrayList<>();
        spec.path("containers").forEach(containers::add);
        for (JsonNode container : spec.path("initContainers")) {
            if (container.path("restartPolicy").asText("").equals("Always")) {
                containers.add(container);
            }
        }
        long sum = 0;
        for (JsonNode container : containers) {
            String name = container.path("name").asText();
            if (metric.container().isEmpty() || metric.container().equals(name)) {
                JsonNode request = container.path("resources").path("requests").path(metric.name());
                if (request.isMissingNode()) {
                    throw new MetricException("missing request for %s in container %s of Pod %s"
                            .formatted(metric.name(), name, pod.name()));
                }
                sum += milli(request);
            }
            if (metric.container().equals(name)) {
                return sum;
            }
        }
        if (!metric.container().isEmpty()) {
            throw new MetricException("container %s not found in Pod %s".formatted(metric.container(), pod.name()));
        }
        return sum;
    }

    private static long milli(JsonNode quantity) {
        return Quantity.of(quantity).milliValue();
    }
}
