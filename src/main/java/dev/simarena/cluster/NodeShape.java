package dev.simarena.cluster;

import dev.simarena.trace.Quantity;

/**
 * Describe the virtual nodes of a cluster; all of them are alike.
 *
 * @param count number of nodes, 0 or more
 * @param cpu allocatable cpu of each node
 * @param memory allocatable memory of each node
 * @param pods allocatable pods of each node
 */
public record NodeShape(int count, Quantity cpu, Quantity memory, int pods) {

    /** The default: three nodes of 16 CPU, 32Gi and 110 pods each. */
    public static final NodeShape DEFAULT = of(3, "16", "32Gi");

    public NodeShape {
        if (count < 0 || pods < 0) {
            throw new IllegalArgumentException(
                    "Nodes [count = %d, pods = %d] must not be negative. Give 0 or more.".formatted(count, pods));
        }
    }

    /** Describe nodes with room for 110 pods each. */
    public static NodeShape of(int count, String cpu, String memory) {
        return new NodeShape(count, Quantity.parse(cpu), Quantity.parse(memory), 110);
    }
}
