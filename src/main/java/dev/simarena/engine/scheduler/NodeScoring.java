package dev.simarena.engine.scheduler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Add up the weighted scores of all plugins and choose the best node. */
final class NodeScoring {

    private final List<ScorePlugin> plugins;
    private final Ties ties;
    private long[] totals = new long[8];
    private long[] scores = new long[8];

    NodeScoring(List<ScorePlugin> plugins, Ties ties) {
        this.plugins = plugins;
        this.ties = ties;
    }

    /** Return the plugin of a name, {@code null} where it is not among these. */
    @Nullable
    ScorePlugin plugin(String name) {
        for (ScorePlugin plugin : plugins) {
            if (plugin.name().equals(name)) {
                return plugin;
            }
        }
        return null;
    }

    /** Return the weighted scores of each plugin that has something to say, by its name. */
    Map<String, long[]> scores(Cycle cycle, int[] nodes, int count) {
        Map<String, long[]> byPlugin = new LinkedHashMap<>();
        for (ScorePlugin plugin : plugins) {
            long[] own = new long[count];
            if (plugin.score(cycle, nodes, count, own)) {
                for (int i = 0; i < count; i++) {
                    own[i] *= plugin.weight();
                }
                byPlugin.put(plugin.name(), own);
            }
        }
        return byPlugin;
    }

    /**
     * Return the best node.
     *
     * @param nodes feasible nodes
     * @param first scores to which those of the plugins are added
     * @param count how many nodes count, 1 or more
     */
    int best(Cycle cycle, int[] nodes, int[] first, int count) {
        if (totals.length < count) {
            totals = new long[count];
            scores = new long[count];
        }
        for (int i = 0; i < count; i++) {
            totals[i] = first[i];
        }
        for (ScorePlugin plugin : plugins) {
            if (plugin.score(cycle, nodes, count, scores)) {
                int weight = plugin.weight();
                for (int i = 0; i < count; i++) {
                    totals[i] += weight * scores[i];
                }
            }
        }
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (totals[i] > totals[best]) {
                best = i;
            }
        }
        return nodes[ties.first() ? best : oneOf(best, count)];
    }

    /** Choose among the nodes with the highest total, of which the first is given. */
    private int oneOf(int first, int count) {
        int equals = 0;
        for (int i = first; i < count; i++) {
            equals += totals[i] == totals[first] ? 1 : 0;
        }
        int left = ties.choose(equals);
        int chosen = first;
        for (int i = first; left > 0; i++) {
            if (i > first && totals[i] == totals[first]) {
                chosen = i;
                left--;
            }
        }
        return chosen;
    }
}
