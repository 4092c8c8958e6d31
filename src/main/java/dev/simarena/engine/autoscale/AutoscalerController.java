package dev.simarena.engine.autoscale;

import dev.simarena.engine.controller.Queues;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Autoscaler;
import dev.simarena.engine.model.Autoscaler.Measurement;
import dev.simarena.engine.model.Autoscaler.Past;
import dev.simarena.engine.model.AutoscalerSpec;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.ScalingRules;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Scale workloads every 15 s by what their pods use, the first time 15 s after the autoscaler was created.
 *
 * <p>Order: bounds of the spec, metrics (the highest proposal wins), stabilization, rate limits. Source:
 * {@code pkg/controller/podautoscaler} of kube-controller-manager 1.36.
 */
public final class AutoscalerController extends KeyedController<Autoscaler> {

    private static final long PERIOD = TimeUnit.SECONDS.toMicros(15);

    private final ObjectStore store;
    private final Timeline timeline;
    private final EventLog events;
    private final Client client;
    private final MetricReader metrics;
    private final Rivals rivals;

    public AutoscalerController(ObjectStore store, Timeline timeline, EventLog events, Client client) {
        super(Autoscaler.class, Queues.AUTOSCALER, timeline);
        this.store = store;
        this.timeline = timeline;
        this.events = events;
        this.client = client;
        metrics = new MetricReader(store);
        rivals = new Rivals(store);
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof Autoscaler autoscaler && autoscaler.nextLook() == Autoscaler.NEVER) {
            autoscaler.setNextLook(timeline.now() + PERIOD);
            timeline.at(autoscaler.nextLook(), this, autoscaler);
        }
    }

    @Override
    public void removed(ApiObject object) {}

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        if (about instanceof Autoscaler autoscaler && autoscaler.present()) {
            autoscaler.setNextLook(Autoscaler.NEVER);
            enqueue(autoscaler);
            changed(autoscaler);
        }
    }

    @Override
    protected void sync(Autoscaler autoscaler) {
        AutoscalerView view = new AutoscalerView(autoscaler, timeline.now());
        AutoscalerSpec spec = autoscaler.spec();
        ScaleTarget target = ScaleTarget.of(store.get(spec.targetKind(), autoscaler.namespace(), spec.targetName()));
        if (target == null) {
            String fault = Objects.toString(
                    ApiException.notFound(spec.targetKind(), spec.targetName()).getMessage());
            events.warning(autoscaler, "FailedGetScale", fault);
            view.set(
                    "AbleToScale",
                    false,
                    "FailedGetScale",
                    "the HPA controller was unable to get the target's current scale: " + fault);
            write(view);
            return;
        }
        view.set(
                "AbleToScale",
                true,
                "SucceededGetScale",
                "the HPA controller was able to get the target's current scale");
        view.current = target.replicas();
        if (autoscaler.recommendations().isEmpty()) {
            autoscaler.setRecommendations(List.of(new Past(view.now, view.current)));
        }
        scale(view, target);
    }

    private void scale(AutoscalerView view, ScaleTarget target) {
        view.metrics.clear();
        AutoscalerSpec spec = view.autoscaler.spec();
        if (view.current == 0 && spec.minReplicas() != 0) {
            view.set(
                    "ScalingActive",
                    false,
                    "ScalingDisabled",
                    "scaling is disabled since the replica count of the target is zero");
            view.desired = 0;
        } else if (view.current > spec.maxReplicas()) {
            rescale(view, target, spec.maxReplicas(), "Current number of replicas above Spec.MaxReplicas");
        } else if (view.current < spec.minReplicas()) {
            rescale(view, target, spec.minReplicas(), "Current number of replicas below Spec.MinReplicas");
        } else {
            follow(view, target);
            return;
        }
        write(view);
    }

    private void follow(AutoscalerView view, ScaleTarget target) {
        String fault = rivals.contest(view, target);
        if (fault != null) {
            events.warning(view.autoscaler, "AmbiguousSelector", fault);
        } else {
            fault = propose(view, target);
        }
        if (fault != null && view.metric.isEmpty()) {
            view.desired = view.before.desired();
            write(view);
            events.warning(view.autoscaler, "FailedComputeMetricsReplicas", fault);
            return;
        }
        int proposed = view.desired;
        String reason = proposed < view.current ? "All metrics below target" : view.metric + " above target";
        int wanted = normalize(view, proposed);
        if (wanted == view.current) {
            view.desired = view.current;
        } else {
            rescale(view, target, wanted, reason);
        }
        write(view);
    }

    /** Ask all metrics; returns what was wrong with them, {@code null} where nothing was. */
    private @Nullable String propose(AutoscalerView view, ScaleTarget target) {
        List<AutoscalerSpec.Metric> all = view.autoscaler.spec().metrics();
        String firstFault = null;
        Condition firstCondition = null;
        int faults = 0;
        int replicas = 0;
        for (AutoscalerSpec.Metric metric : all) {
            try {
                ReplicaCalculator.Proposal proposal = proposal(view, target, metric);
                view.metrics.add(new Measurement(metric, proposal.utilization(), proposal.average()));
                if (replicas == 0 || proposal.replicas() > replicas) {
                    replicas = proposal.replicas();
                    view.metric = MetricNames.proposal(metric);
                }
            } catch (MetricException fault) {
                String message = Objects.toString(fault.getMessage());
                String reason = MetricNames.failure(metric);
                events.warning(view.autoscaler, reason, message);
                if (firstFault == null) {
                    firstFault = MetricNames.fault(metric) + ": " + message;
                    firstCondition = view.condition(
                            "ScalingActive",
                            false,
                            reason,
                            "the HPA was unable to compute the replica count: " + message);
                }
                faults++;
                view.metrics.add(new Measurement(metric, null, null));
            }
        }
        String fault = firstFault == null
                ? null
                : "invalid metrics (%d invalid out of %d), first error is: %s"
                        .formatted(faults, all.size(), firstFault);
        if (firstCondition != null && (faults >= all.size() || replicas < view.current)) {
            view.set(firstCondition);
            view.metric = "";
            return fault;
        }
        view.set(
                "ScalingActive",
                true,
                "ValidMetricFound",
                "the HPA was able to successfully calculate a replica count from " + view.metric);
        view.desired = replicas;
        return fault;
    }

    private ReplicaCalculator.Proposal proposal(AutoscalerView view, ScaleTarget target, AutoscalerSpec.Metric metric) {
        if (!metric.type().endsWith("Resource")) {
            throw new MetricException(MetricNames.unmeasured(metric, view.autoscaler));
        }
        return metrics.propose(view.autoscaler, target, metric, view.now);
    }

    private static int normalize(AutoscalerView view, int proposed) {
        AutoscalerSpec spec = view.autoscaler.spec();
        ScalingRules up = spec.scaleUp();
        ScalingRules down = spec.scaleDown();
        List<Past> earlier = view.autoscaler.recommendations();
        boolean own = up != null && down != null;
        Stabilization stable = own
                ? Stabilization.byRules(earlier, view.current, proposed, up, down, view.now)
                : Stabilization.usual(earlier, proposed, view.now);
        view.recommendations = stable.recommendations();
        int wanted = stable.replicas();
        if (wanted == proposed) {
            view.set("AbleToScale", true, "ReadyForNewScale", "recommended size matches current size");
        } else if (own && proposed >= view.current) {
            view.set(
                    "AbleToScale",
                    true,
                    "ScaleUpStabilized",
                    "recent recommendations were lower than current one, applying the lowest recent recommendation");
        } else {
            view.set(
                    "AbleToScale",
                    true,
                    "ScaleDownStabilized",
                    "recent recommendations were higher than current one, applying the highest recent recommendation");
        }
        ScalingLimits.Limited limited = limit(view, wanted, up, down);
        view.set("ScalingLimited", limited.replicas() != wanted, limited.reason(), limited.message());
        return limited.replicas();
    }

    private static ScalingLimits.Limited limit(
            AutoscalerView view, int wanted, @Nullable ScalingRules up, @Nullable ScalingRules down) {
        Autoscaler autoscaler = view.autoscaler;
        AutoscalerSpec spec = autoscaler.spec();
        if (up == null || down == null) {
            return ScalingLimits.usual(view.current, wanted, spec.minReplicas(), spec.maxReplicas());
        }
        List<Past> added = autoscaler.scaledUp();
        List<Past> taken = autoscaler.scaledDown();
        return wanted > view.current
                ? ScalingLimits.up(view.current, wanted, spec.maxReplicas(), up, added, taken, view.now)
                : ScalingLimits.down(view.current, wanted, spec.minReplicas(), down, added, taken, view.now);
    }

    private void rescale(AutoscalerView view, ScaleTarget target, int wanted, String reason) {
        client.take();
        target.scale(wanted);
        store.changed(target.object());
        view.set(
                "AbleToScale",
                true,
                "SucceededRescale",
                "the HPA controller was able to update the target scale to " + wanted);
        events.normal(view.autoscaler, "SuccessfulRescale", "New size: %d; reason: %s".formatted(wanted, reason));
        view.noteScaling(wanted);
    }

    private void write(AutoscalerView view) {
        view.autoscaler.setRecommendations(view.recommendations);
        Autoscaler.Status status = view.status();
        if (!status.equals(view.before)) {
            // the scaling it tells of may have just happened
            client.charge();
            view.autoscaler.setStatus(status);
            store.changed(view.autoscaler);
        }
    }
}
