package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.PodTemplate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prefer nodes that hold the pod's images, weight 1.
 *
 * <p>Sum over the images on the node of {@code size * nodes that hold it / all nodes}, clamped between 23 MiB and 1000 MiB
 * a container, and scaled to 0 to 100. The size of an image is what the first node that reported it said.
 */
final class ImageLocality implements ScorePlugin {

    static final String NAME = "ImageLocality";

    private static final long MIB = 1024 * 1024;
    private static final long LEAST = 23 * MIB;
    private static final long MOST_PER_CONTAINER = 1000 * MIB;

    /** One image: its size and how many nodes hold it. */
    private static final class Image {
        private final long size;
        private int nodes;

        Image(long size) {
            this.size = size;
        }
    }

    private final Map<String, Image> images = new HashMap<>();
    private final Map<Node, Map<String, Long>> reported = new LinkedHashMap<>();
    private int allNodes;

    /** Note that a node came. */
    void added(Node node) {
        allNodes++;
        report(node);
    }

    /** Note that a node changed. */
    void changed(Node node) {
        if (!node.images().equals(reported.getOrDefault(node, Map.of()))) {
            withdraw(node);
            report(node);
        }
    }

    /** Note that a node went. */
    void removed(Node node) {
        allNodes--;
        withdraw(node);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int weight() {
        return 1;
    }

    @Override
    public boolean score(Cycle cycle, int[] nodes, int count, long[] scores) {
        if (images.isEmpty()) {
            return false;
        }
        PodTemplate template = cycle.pod().template();
        for (int i = 0; i < count; i++) {
            long sum = sum(template, cycle.nodes().node(nodes[i]));
            scores[i] = score(sum, template.containers());
        }
        return true;
    }

    /** Scale a sum of bytes to 0 to 100. */
    static long score(long sum, int containers) {
        long most = MOST_PER_CONTAINER * containers;
        long clamped = Math.max(LEAST, Math.min(most, sum));
        return 100 * (clamped - LEAST) / (most - LEAST);
    }

    private long sum(PodTemplate template, @Nullable Node node) {
        long sum = 0;
        if (node != null && !node.images().isEmpty()) {
            for (String name : template.images()) {
                Image image = node.images().containsKey(name) ? images.get(name) : null;
                if (image != null) {
                    sum += (long) (image.size * ((double) image.nodes / allNodes));
                }
            }
        }
        return sum;
    }

    private void report(Node node) {
        Map<String, Long> names = node.images();
        if (!names.isEmpty()) {
            reported.put(node, names);
            names.forEach((name, size) -> images.computeIfAbsent(name, __ -> new Image(size)).nodes++);
        }
    }

    private void withdraw(Node node) {
        Map<String, Long> names = reported.remove(node);
        if (names != null) {
            for (String name : names.keySet()) {
                Image image = images.get(name);
                if (image != null && --image.nodes == 0) {
                    images.remove(name);
                }
            }
        }
    }
}
