package dev.simarena.engine.autoscale;

import dev.simarena.engine.model.Autoscaler.Past;
import dev.simarena.engine.model.ScalingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follow recommendations with care: go down only to the highest, and up only to the lowest, of those of late.
 *
 * <p>Without other rules those of the last 5 minutes count on the way down, and none on the way up.
 *
 * @param replicas replicas to go for
 * @param recommendations what is remembered from now on
 */
record Stabilization(int replicas, List<Past> recommendations) {

    private static final int USUAL_WINDOW = 300;

    /** Stabilize without rules of the autoscaler's own. */
    static Stabilization usual(List<Past> earlier, int desired, long now) {
        long since = now - TimeUnit.SECONDS.toMicros(USUAL_WINDOW);
        int highest = desired;
        int outdated = -1;
        for (int i = 0; i < earlier.size(); i++) {
            if (earlier.get(i).time() < since) {
                outdated = i;
            } else {
                highest = Math.max(highest, earlier.get(i).replicas());
            }
        }
        return new Stabilization(highest, remember(earlier, outdated, desired, now));
    }

    /** Stabilize by rules for both directions. */
    static Stabilization byRules(
            List<Past> earlier,
            int current,
            int desired,
            @Nullable ScalingRules upRules,
            @Nullable ScalingRules downRules,
            long now) {
        long upSince = now - TimeUnit.SECONDS.toMicros(window(upRules, 0));
        long downSince = now - TimeUnit.SECONDS.toMicros(window(downRules, USUAL_WINDOW));
        int lowest = desired;
        int highest = desired;
        int outdated = -1;
        for (int i = 0; i < earlier.size(); i++) {
            Past past = earlier.get(i);
            if (past.time() > upSince) {
                lowest = Math.min(lowest, past.replicas());
            }
            if (past.time() > downSince) {
                highest = Math.max(highest, past.replicas());
            }
            if (past.time() < upSince && past.time() < downSince) {
                outdated = i;
            }
        }
        int stable = Math.min(Math.max(current, lowest), highest);
        return new Stabilization(stable, remember(earlier, outdated, desired, now));
    }

    private static int window(@Nullable ScalingRules rules, int usual) {
        Integer own = rules == null ? null : rules.window();
        return own == null ? usual : own;
    }

    /** Replace what no longer counts, so that the memory does not grow. */
    private static List<Past> remember(List<Past> earlier, int outdated, int desired, long now) {
        List<Past> all = new ArrayList<>(earlier);
        Past news = new Past(now, desired);
        if (outdated >= 0) {
            all.set(outdated, news);
        } else {
            all.add(news);
        }
        return all;
    }
}
