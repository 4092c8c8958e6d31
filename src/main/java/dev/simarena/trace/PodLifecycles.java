package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hold the {@code pod_lifecycles} of a trace: for each owner and each hash of a pod, when its pods ran; immutable.
 *
 * <p>In MessagePack an owner is a list of kind and name, and a hash is an integer. The JSON view writes the owner as
 * {@code "<kind> <name>"} and the hash as a text.
 */
final class PodLifecycles {

    static final PodLifecycles EMPTY = new PodLifecycles(Map.of());

    static final Place PLACE = Place.TOP.child(TraceKeys.POD_LIFECYCLES);

    private static final String RUNNING = "Running";
    private static final String FINISHED = "Finished";
    private static final String NEVER_STARTED = "Empty";

    private final Map<ObjectKey, Map<Long, List<Lifecycle>>> byOwner;

    PodLifecycles(Map<ObjectKey, Map<Long, List<Lifecycle>>> byOwner) {
        this.byOwner = byOwner;
    }

    /** Return the lists by owner and hash, in the order of the file; read only. */
    Map<ObjectKey, Map<Long, List<Lifecycle>>> byOwner() {
        return Collections.unmodifiableMap(byOwner);
    }

    /** Return the lists of an owner by hash, in the order of the file; read only. */
    Map<Long, List<Lifecycle>> of(ObjectKey owner) {
        return Collections.unmodifiableMap(byOwner.getOrDefault(owner, Map.of()));
    }

    boolean isEmpty() {
        return byOwner.isEmpty();
    }

    /** Join an owner as the JSON view has it. */
    static String ownerKey(String gvk, String name) {
        return gvk + " " + name;
    }

    /** Read the JSON view. */
    static PodLifecycles parse(JsonNode value) {
        Map<ObjectKey, Map<Long, List<Lifecycle>>> byOwner = new LinkedHashMap<>();
        for (var owner : Shapes.map(value, PLACE).properties()) {
            Place place = PLACE.child(owner.getKey());
            int space = owner.getKey().indexOf(' ');
            if (space < 0) {
                throw TraceFault.at(place, TraceMessages.invalid(owner.getKey(), "an owner (a kind and a name)"));
            }
            Gvk gvk = Shapes.gvk(owner.getKey().substring(0, space), place);
            ObjectKey key = new ObjectKey(gvk, owner.getKey().substring(space + 1));
            Map<Long, List<Lifecycle>> byHash = new LinkedHashMap<>();
            for (var pods : Shapes.map(owner.getValue(), place).properties()) {
                Place inner = place.child(pods.getKey());
                byHash.put(hash(pods.getKey(), inner), lifecycles(pods.getValue(), inner));
            }
            if (byOwner.put(key, byHash) != null) {
                throw TraceFault.at(place, TraceMessages.duplicateKind());
            }
        }
        return new PodLifecycles(byOwner);
    }

    private static long hash(String text, Place place) {
        try {
            long hash = Long.parseUnsignedLong(text);
            if (Long.toUnsignedString(hash).equals(text)) {
                return hash;
            }
        } catch (NumberFormatException e) {
            throw TraceFault.at(place, TraceMessages.invalid(text, "an unsigned 64-bit integer"));
        }
        throw TraceFault.at(place, TraceMessages.invalid(text, "an unsigned 64-bit integer"));
    }

    private static List<Lifecycle> lifecycles(JsonNode value, Place place) {
        ArrayNode list = Shapes.list(value, place);
        List<Lifecycle> lifecycles = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            lifecycles.add(lifecycle(list.get(i), place.child(i)));
        }
        return List.copyOf(lifecycles);
    }

    private static Lifecycle lifecycle(JsonNode value, Place place) {
        if (value.isTextual() && value.textValue().equals(NEVER_STARTED)) {
            return new Lifecycle.Empty();
        }
        if (value.isObject() && value.size() == 1) {
            if (value.has(RUNNING)) {
                return new Lifecycle.Running(Shapes.integer(value.get(RUNNING), place.child(RUNNING)));
            }
            if (value.has(FINISHED)) {
                Place times = place.child(FINISHED);
                ArrayNode pair = Shapes.list(value.get(FINISHED), times);
                if (pair.size() != 2) {
                    throw TraceFault.at(times, TraceMessages.wrongSize(2, pair.size()));
                }
                return new Lifecycle.Finished(
                        Shapes.integer(pair.get(0), times.child(0)), Shapes.integer(pair.get(1), times.child(1)));
            }
        }
        throw TraceFault.at(place, TraceMessages.notALifecycle());
    }

    /** Return the JSON view of one list. */
    static ArrayNode toNode(List<Lifecycle> lifecycles) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Lifecycle lifecycle : lifecycles) {
            if (lifecycle instanceof Lifecycle.Running running) {
                list.addObject().set(RUNNING, Numbers.integer(running.start()));
            } else if (lifecycle instanceof Lifecycle.Finished finished) {
                list.addObject()
                        .putArray(FINISHED)
                        .add(Numbers.integer(finished.start()))
                        .add(Numbers.integer(finished.end()));
            } else {
                list.add(NEVER_STARTED);
            }
        }
        return list;
    }

    /** Return the JSON view. */
    ObjectNode toNode() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        byOwner.forEach((owner, byHash) -> {
            ObjectNode pods = node.putObject(ownerKey(owner.gvk().toString(), owner.name()));
            byHash.forEach((hash, lifecycles) -> pods.set(Long.toUnsignedString(hash), toNode(lifecycles)));
        });
        return node;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PodLifecycles that && byOwner.equals(that.byOwner);
    }

    @Override
    public int hashCode() {
        return byOwner.hashCode();
    }
}
