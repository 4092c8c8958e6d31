package dev.simarena.engine.autoscale;

import dev.simarena.engine.model.Autoscaler;
import dev.simarena.engine.model.Autoscaler.Measurement;
import dev.simarena.engine.model.Autoscaler.Past;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.ScalingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Hold what one look at an autoscaler finds, and the status that is being worked out. */
final class AutoscalerView {

    final Autoscaler autoscaler;
    final long now;
    final Autoscaler.Status before;
    final List<Measurement> metrics = new ArrayList<>();
    private final List<Condition> conditions;
    List<Past> recommendations;
    int current;
    int desired;

    /** What the highest proposal follows from, empty where there is none. */
    String metric = "";

    private long lastScaleTime;

    AutoscalerView(Autoscaler autoscaler, long now) {
        this.autoscaler = autoscaler;
        this.now = now;
        before = autoscaler.status();
        conditions = new ArrayList<>(before.conditions());
        recommendations = autoscaler.recommendations();
        current = before.current();
        desired = before.desired();
        metrics.addAll(before.metrics());
        lastScaleTime = before.lastScaleTime();
    }

    Condition condition(String type, boolean status, String reason, String message) {
        long time = now - Math.floorMod(now, 1_000_000L);
        return new Condition(type, status ? "True" : "False", reason, message, time, time);
    }

    void set(String type, boolean status, String reason, String message) {
        set(condition(type, status, reason, message));
    }

    /** Put a condition; the time of one that keeps its status stays. */
    void set(Condition condition) {
        for (int i = 0; i < conditions.size(); i++) {
            Condition present = conditions.get(i);
            if (present.type().equals(condition.type())) {
                boolean same = present.status().equals(condition.status());
                Condition since = same ? present : condition;
                conditions.set(
                        i,
                        new Condition(
                                condition.type(),
                                condition.status(),
                                condition.reason(),
                                condition.message(),
                                since.updated(),
                                since.transitioned()));
                return;
            }
        }
        conditions.add(condition);
    }

    /** Note a change for the policies to look back at; only rules of the autoscaler's own do. */
    void noteScaling(int wanted) {
        desired = wanted;
        lastScaleTime = now - Math.floorMod(now, 1_000_000L);
        ScalingRules up = autoscaler.spec().scaleUp();
        ScalingRules down = autoscaler.spec().scaleDown();
        if (up == null || down == null) {
            return;
        }
        if (wanted > current) {
            autoscaler.setScaledUp(remember(autoscaler.scaledUp(), up, wanted - current));
        } else {
            autoscaler.setScaledDown(remember(autoscaler.scaledDown(), down, current - wanted));
        }
    }

    private List<Past> remember(List<Past> earlier, ScalingRules rules, int change) {
        long since = now - TimeUnit.SECONDS.toMicros(rules.longestPeriod());
        List<Past> all = new ArrayList<>(earlier);
        all.removeIf(past -> past.time() < since);
        all.add(new Past(now, change));
        return all;
    }

    Autoscaler.Status status() {
        return new Autoscaler.Status(lastScaleTime, current, desired, metrics, conditions);
    }
}
