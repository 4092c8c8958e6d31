package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Placement;

/** Remember the raw scores of a plugin per placement and node until what is declared of the node changes. */
final class RememberedScore implements ScorePlugin {

    private final PlacementScore plugin;
    private final NodeMemo<Placement> memo = new NodeMemo<>();

    RememberedScore(PlacementScore plugin) {
        this.plugin = plugin;
    }

    @Override
    public String name() {
        return plugin.name();
    }

    @Override
    public int weight() {
        return plugin.weight();
    }

    @Override
    public boolean score(Cycle cycle, int[] nodes, int count, long[] scores) {
        if (!plugin.concerns(cycle)) {
            return false;
        }
        NodeTable table = cycle.nodes();
        memo.begin(cycle.placement(), table.size());
        for (int i = 0; i < count; i++) {
            int index = nodes[i];
            int version = table.declaredVersion(index);
            int raw = memo.find(index, version);
            if (raw == NodeMemo.UNKNOWN) {
                Node node = table.node(index);
                raw = node == null ? 0 : plugin.raw(cycle.placement(), node);
                memo.put(index, version, raw);
            }
            scores[i] = raw;
        }
        plugin.normalize(scores, count);
        return true;
    }
}
