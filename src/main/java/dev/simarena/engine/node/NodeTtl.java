package dev.simarena.engine.node;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Annotate every node with how long its kubelet may keep Secrets and ConfigMaps, which hangs on how many nodes there are.
 *
 * <p>A size is kept until the number of nodes leaves its range; ranges overlap. Source: {@code pkg/controller/ttl}.
 */
public final class NodeTtl implements Reconciler {

    private static final String ANNOTATION = "node.alpha.kubernetes.io/ttl";
    private static final List<Range> RANGES = List.of(
            new Range(0, 100, "0"),
            new Range(90, 500, "15"),
            new Range(450, 1000, "30"),
            new Range(900, 2000, "60"),
            new Range(1800, Integer.MAX_VALUE, "300"));

    private final ObjectStore store;
    private final Set<Node> changed = new LinkedHashSet<>();
    private int nodes;
    private int range;

    public NodeTtl(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void added(ApiObject object) {
        if (object instanceof Node node) {
            nodes++;
            if (nodes > RANGES.get(range).most()) {
                range++;
            }
            changed.add(node);
        }
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof Node node && !wanted().equals(node.annotations().get(ANNOTATION))) {
            changed.add(node);
        }
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof Node node) {
            changed.remove(node);
            nodes--;
            if (nodes < RANGES.get(range).least()) {
                range--;
            }
        }
    }

    @Override
    public boolean reconcile() {
        boolean worked = false;
        for (Node node : List.copyOf(changed)) {
            changed.remove(node);
            if (node.present() && !wanted().equals(node.annotations().get(ANNOTATION))) {
                Map<String, String> annotations = new TreeMap<>(node.annotations());
                annotations.put(ANNOTATION, wanted());
                node.setAnnotations(annotations);
                store.changed(node);
                worked = true;
            }
        }
        return worked;
    }

    @Override
    public void copyFrom(Reconciler original, Fork fork) {
        NodeTtl other = (NodeTtl) original;
        changed.addAll(fork.list(other.changed));
        nodes = other.nodes;
        range = other.range;
    }

    private String wanted() {
        return RANGES.get(range).seconds();
    }

    private record Range(int least, int most, String seconds) {}
}
