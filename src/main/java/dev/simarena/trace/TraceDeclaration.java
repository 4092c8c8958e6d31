package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Hold what a generated trace declares about itself, under {@code metadata.arena}.
 *
 * @param nodes number of nodes it is meant for
 * @param cpu allocatable cpu of each node
 * @param memory allocatable memory of each node
 * @param pods allocatable pods of each node
 * @param deployment Deployment the episode is about
 * @param target number of ready pods to reach
 * @param fewestSteps number of actions the shortest solution takes, empty where no solution is known
 */
public record TraceDeclaration(
        int nodes,
        Quantity cpu,
        Quantity memory,
        int pods,
        DeploymentRef deployment,
        int target,
        OptionalInt fewestSteps) {

    private static final String ARENA = "arena";
    private static final String NODES = "nodes";
    private static final String COUNT = "count";
    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";
    private static final String PODS = "pods";
    private static final String DEPLOYMENT = "deployment";
    private static final String TARGET = "target";
    private static final String FEWEST_STEPS = "fewestSteps";

    private static final Place PLACE = Place.TOP.child(TraceKeys.METADATA).child(ARENA);

    /** Read the declaration in a trace's metadata, if there is one. */
    static Optional<TraceDeclaration> declared(JsonNode metadata) {
        if (!metadata.has(ARENA)) {
            return Optional.empty();
        }
        ObjectNode arena = Shapes.map(metadata.get(ARENA), PLACE);
        Place place = PLACE.child(NODES);
        ObjectNode nodes = Shapes.map(arena.get(NODES), place);
        return Optional.of(new TraceDeclaration(
                count(nodes.get(COUNT), place.child(COUNT), 1),
                quantity(nodes.get(CPU), place.child(CPU)),
                quantity(nodes.get(MEMORY), place.child(MEMORY)),
                count(nodes.get(PODS), place.child(PODS), 0),
                deployment(Shapes.text(arena.get(DEPLOYMENT), PLACE.child(DEPLOYMENT))),
                count(arena.get(TARGET), PLACE.child(TARGET), 0),
                arena.has(FEWEST_STEPS)
                        ? OptionalInt.of(count(arena.get(FEWEST_STEPS), PLACE.child(FEWEST_STEPS), 0))
                        : OptionalInt.empty()));
    }

    private static DeploymentRef deployment(String text) {
        try {
            return DeploymentRef.parse(text);
        } catch (IllegalArgumentException e) {
            throw TraceFault.at(PLACE.child(DEPLOYMENT), TraceMessages.invalid(text, "a Deployment as namespace/name"));
        }
    }

    private static int count(JsonNode value, Place place, int least) {
        long count = Shapes.integer(value, place);
        if (count < least || count > Integer.MAX_VALUE) {
            throw TraceFault.at(
                    place, TraceMessages.invalid(value.asText(), "a number of at least %d".formatted(least)));
        }
        return (int) count;
    }

    private static Quantity quantity(JsonNode value, Place place) {
        String text = value != null && value.isIntegralNumber() ? value.asText() : Shapes.text(value, place);
        try {
            return Quantity.parse(text);
        } catch (InvalidQuantityException e) {
            throw TraceFault.at(place, TraceMessages.invalid(text, "a quantity such as 16 or 32Gi"));
        }
    }
}
