package dev.simarena.engine.autoscale;

/** Say why no number of replicas follows from a metric. */
final class MetricException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MetricException(String message) {
        super(message, null, false, false);
    }
}
