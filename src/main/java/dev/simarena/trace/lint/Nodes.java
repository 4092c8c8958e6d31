package dev.simarena.trace.lint;

import dev.simarena.trace.Quantity;
import dev.simarena.trace.TraceDeclaration;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Hold the nodes that a trace is meant for.
 *
 * @param shapes what the nodes of each kind can allocate, empty where nothing is known
 */
public record Nodes(List<Shape> shapes) {

    /** Nothing is known of the nodes. */
    public static final Nodes UNKNOWN = new Nodes(List.of());

    public Nodes {
        shapes = List.copyOf(shapes);
    }

    /** Allocatable cpu and memory of a node. */
    public record Shape(Quantity cpu, Quantity memory) {

        @Override
        public String toString() {
            return "cpu %s, memory %s".formatted(cpu, memory);
        }
    }

    static Nodes of(TraceDeclaration declaration) {
        return new Nodes(List.of(new Shape(declaration.cpu(), declaration.memory())));
    }

    /** Tell whether one of the nodes, while empty, takes a pod; also where nothing is known. */
    boolean take(BigDecimal cpu, BigDecimal memory) {
        return shapes.isEmpty()
                || shapes.stream()
                        .anyMatch(shape ->
                                cpu.compareTo(shape.cpu.value()) <= 0 && memory.compareTo(shape.memory.value()) <= 0);
    }

    @Override
    public String toString() {
        return shapes.stream().map(Shape::toString).collect(Collectors.joining(" or "));
    }
}
