package dev.simarena.junit;

import dev.simarena.cluster.NodeShape;
import dev.simarena.episode.ConfigurationException;
import dev.simarena.trace.InvalidQuantityException;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.TraceDeclaration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hold what {@link Nodes} says; what it leaves open is decided by the trace.
 *
 * @param count number of nodes, {@code null} where left open
 * @param cpu allocatable cpu, {@code null} where left open
 * @param memory allocatable memory, {@code null} where left open
 * @param pods allocatable pods, {@code null} where left open
 */
record NodesDeclaration(
        @Nullable Integer count,
        @Nullable Quantity cpu,
        @Nullable Quantity memory,
        @Nullable Integer pods) {

    static final NodesDeclaration OPEN = new NodesDeclaration(null, null, null, null);

    static NodesDeclaration of(NodeShape shape) {
        return new NodesDeclaration(shape.count(), shape.cpu(), shape.memory(), shape.pods());
    }

    static NodesDeclaration of(Nodes nodes, String element) {
        return new NodesDeclaration(
                number("count", nodes.count(), element),
                quantity("cpu", nodes.cpu(), element),
                quantity("memory", nodes.memory(), element),
                number("pods", nodes.pods(), element));
    }

    /** Fill what is left open from the trace's declaration, else from the default. */
    NodeShape resolve(Optional<TraceDeclaration> declared) {
        NodeShape fallback = declared.map(
                        trace -> new NodeShape(trace.nodes(), trace.cpu(), trace.memory(), trace.pods()))
                .orElse(NodeShape.DEFAULT);
        return new NodeShape(
                count == null ? fallback.count() : count,
                cpu == null ? fallback.cpu() : cpu,
                memory == null ? fallback.memory() : memory,
                pods == null ? fallback.pods() : pods);
    }

    private static @Nullable Integer number(String attribute, int value, String element) {
        if (value < -1) {
            throw new ConfigurationException(
                    JunitMessages.badAttribute("Nodes", attribute, value, element, "a whole number of 0 or more"));
        }
        return value == -1 ? null : value;
    }

    private static @Nullable Quantity quantity(String attribute, String value, String element) {
        if (value.isEmpty()) {
            return null;
        }
        try {
            return Quantity.parse(value);
        } catch (InvalidQuantityException e) {
            throw new ConfigurationException(
                    JunitMessages.badAttribute("Nodes", attribute, value, element, "a Kubernetes quantity"), e);
        }
    }
}
