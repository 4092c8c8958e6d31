package dev.simarena.engine.autoscale;

import dev.simarena.engine.model.Autoscaler;
import dev.simarena.engine.model.AutoscalerSpec.Metric;

/** Name metrics in conditions, events and reasons as kube-controller-manager does. */
final class MetricNames {

    private MetricNames() {}

    /** Return what a proposal follows from. */
    static String proposal(Metric metric) {
        String what = metric.name() + (metric.type().equals("ContainerResource") ? " container resource" : " resource");
        return metric.average() != null ? metric.name() + " resource" : what + " utilization (percentage of request)";
    }

    /** Return the reason of the condition and event where a metric fails. */
    static String failure(Metric metric) {
        return switch (metric.type()) {
            case "Resource" -> "FailedGetResourceMetric";
            case "ContainerResource" -> "FailedGetContainerResourceMetric";
            case "Pods" -> "FailedGetPodsMetric";
            case "Object" -> "FailedGetObjectMetric";
            case "External" -> "FailedGetExternalMetric";
            default -> "InvalidMetricSourceType";
        };
    }

    /** Return how the message of several failures begins. */
    static String fault(Metric metric) {
        return switch (metric.type()) {
            case "Resource" -> "failed to get %s resource metric value".formatted(metric.name());
            case "ContainerResource" -> "failed to get %s container metric value".formatted(metric.container());
            case "External" -> "failed to get %s external metric value".formatted(metric.name());
            case "Object" -> "failed to get object metric value";
            default -> "failed to get pods metric value";
        };
    }

    /** Say that a metric of pods, objects or the world outside is not there, since no adapter is installed. */
    static String unmeasured(Metric metric, Autoscaler autoscaler) {
        String api = metric.type().equals("External") ? "external metrics API" : "custom metrics API";
        String what = metric.type().equals("External")
                ? "external metric %s/%s/nil".formatted(autoscaler.namespace(), metric.name())
                : "metric " + metric.name();
        return "unable to get %s: unable to fetch metrics from %s: the server could not find the requested resource"
                .formatted(what, api);
    }
}
