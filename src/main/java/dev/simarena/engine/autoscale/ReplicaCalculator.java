package dev.simarena.engine.autoscale;

import dev.simarena.engine.model.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reckon how many replicas bring usage to its target: {@code ceil(ratio * pods)} with ratio = usage / target.
 *
 * <p>Pods that are deleted or failed are left out. Pods without a measurement are taken to be idle when usage is high,
 * and to be at their target, or at their request, when it is low. Pods that are not ready are taken to be idle when usage
 * is high, else they are left out. Nothing changes within the tolerance, or where these assumptions turn the direction.
 * Source: {@code replica_calculator.go} of kube-controller-manager 1.36.
 */
final class ReplicaCalculator {

    /** For so long after its start a pod's cpu counts only once a whole measurement was taken since it is ready. */
    static final long CPU_INITIALIZATION = TimeUnit.MINUTES.toMicros(5);

    /** For so long after its start a pod that is not ready is taken never to have been. */
    static final long INITIAL_READINESS = TimeUnit.SECONDS.toMicros(30);

    /**
     * Propose replicas.
     *
     * @param replicas proposed number
     * @param utilization measured percentage of the requests, {@code null} where the target is an average
     * @param average measured average per pod, in thousandths of the unit
     */
    record Proposal(int replicas, @Nullable Integer utilization, long average) {}

    private record Usage(double ratio, @Nullable Integer utilization, long average) {}

    /** Say how usage relates to its target. */
    private interface Target {

        Usage usage(Map<MeasuredPod, Long> values);

        /** Look whether anything else stands in the way. */
        void check(List<MeasuredPod> pods);

        /** Return what a pod without a measurement is taken to use when usage is low. */
        long presumed(MeasuredPod pod);
    }

    private final int current;
    private final Tolerances tolerances;
    private final boolean cpu;
    private final long now;
    private final long cpuInitialization;
    private final long initialReadiness;

    ReplicaCalculator(int current, Tolerances tolerances, boolean cpu, long now) {
        this(current, tolerances, cpu, now, CPU_INITIALIZATION, INITIAL_READINESS);
    }

    ReplicaCalculator(
            int current, Tolerances tolerances, boolean cpu, long now, long cpuInitialization, long initialReadiness) {
        this.current = current;
        this.tolerances = tolerances;
        this.cpu = cpu;
        this.now = now;
        this.cpuInitialization = cpuInitialization;
        this.initialReadiness = initialReadiness;
    }

    /**
     * Reckon with a target in percent of the requests.
     *
     * @throws MetricException where nothing follows
     */
    Proposal forUtilization(int percent, List<MeasuredPod> pods) {
        return propose(pods, new Target() {
            @Override
            public Usage usage(Map<MeasuredPod, Long> values) {
                return utilization(percent, values);
            }

            @Override
            public void check(List<MeasuredPod> pods) {
                checkRequests(pods);
            }

            @Override
            public long presumed(MeasuredPod pod) {
                return pod.request() * Math.max(100, percent) / 100;
            }
        });
    }

    /**
     * Reckon with a target per pod, in thousandths of the unit.
     *
     * @throws MetricException where nothing follows
     */
    Proposal forAverage(long target, List<MeasuredPod> pods) {
        return propose(pods, new Target() {
            @Override
            public Usage usage(Map<MeasuredPod, Long> values) {
                long average = sum(values) / values.size();
                return new Usage((double) average / target, null, average);
            }

            /** An average needs no requests. */
            @Override
            public void check(List<MeasuredPod> pods) {}

            @Override
            public long presumed(MeasuredPod pod) {
                return target;
            }
        });
    }

    private Proposal propose(List<MeasuredPod> pods, Target target) {
        if (pods.isEmpty()) {
            throw new MetricException("no pods returned by selector while calculating replica count");
        }
        Map<MeasuredPod, Long> values = new LinkedHashMap<>();
        Map<MeasuredPod, Long> missing = new LinkedHashMap<>();
        Map<MeasuredPod, Long> unready = new LinkedHashMap<>();
        for (MeasuredPod pod : pods) {
            MeasuredPod.Metric metric = pod.metric();
            if (pod.terminating() || pod.phase() == Phase.FAILED) {
                continue;
            }
            if (pod.phase() == Phase.PENDING) {
                unready.put(pod, 0L);
            } else if (metric == null) {
                missing.put(pod, 0L);
            } else if (cpu && unready(pod, metric)) {
                unready.put(pod, 0L);
            } else {
                values.put(pod, metric.value());
            }
        }
        if (values.isEmpty()) {
            throw new MetricException("did not receive metrics for targeted pods (pods might be unready)");
        }
        target.check(pods);
        Usage usage = target.usage(values);
        boolean high = usage.ratio() > 1.0;
        boolean withUnready = !unready.isEmpty() && high;
        if (!withUnready && missing.isEmpty()) {
            return proposal(tolerances.ignore(usage.ratio()) ? current : ceil(usage.ratio() * values.size()), usage);
        }
        if (high) {
            values.putAll(missing);
            values.putAll(unready);
        } else if (usage.ratio() < 1.0) {
            missing.keySet().forEach(pod -> values.put(pod, target.presumed(pod)));
        }
        double presumed = target.usage(values).ratio();
        int replicas = ceil(presumed * values.size());
        boolean turned = (usage.ratio() < 1.0 && presumed > 1.0) || (high && presumed < 1.0);
        boolean contrary = (presumed < 1.0 && replicas > current) || (presumed > 1.0 && replicas < current);
        return proposal(tolerances.ignore(presumed) || turned || contrary ? current : replicas, usage);
    }

    /** Requests are asked for only once something was measured, and then of all pods. */
    private static void checkRequests(List<MeasuredPod> pods) {
        for (MeasuredPod pod : pods) {
            if (pod.fault() != null) {
                throw new MetricException(pod.fault());
            }
        }
    }

    private boolean unready(MeasuredPod pod, MeasuredPod.Metric metric) {
        Boolean ready = pod.ready();
        Long started = pod.started();
        if (ready == null || started == null) {
            return true;
        }
        if (started + cpuInitialization > now) {
            return !ready || metric.time() < pod.readySince() + metric.window();
        }
        return !ready && started + initialReadiness > pod.readySince();
    }

    private static Usage utilization(int target, Map<MeasuredPod, Long> values) {
        long requests = 0;
        for (MeasuredPod pod : values.keySet()) {
            requests += pod.request();
        }
        if (requests == 0) {
            throw new MetricException("no metrics returned matched known pods");
        }
        long total = sum(values);
        int percent = (int) (total * 100 / requests);
        return new Usage((double) percent / target, percent, total / values.size());
    }

    private static long sum(Map<MeasuredPod, Long> values) {
        long sum = 0;
        for (long value : values.values()) {
            sum += value;
        }
        return sum;
    }

    private static int ceil(double replicas) {
        return (int) Math.ceil(replicas);
    }

    private static Proposal proposal(int replicas, Usage usage) {
        return new Proposal(replicas, usage.utilization(), usage.average());
    }
}
