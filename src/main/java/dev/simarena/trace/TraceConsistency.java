package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keep index and lifecycles of a trace true to its events when these change. */
final class TraceConsistency {

    private final TracerConfig config;
    private final AppliedObjects before;
    private final AppliedObjects after;

    TraceConsistency(TracerConfig config, AppliedObjects before, AppliedObjects after) {
        this.config = config;
        this.before = before;
        this.after = after;
    }

    /** Hash the specs of all tracked objects in events. */
    static TraceIndex index(TracerConfig config, AppliedObjects objects) {
        return new TraceConsistency(config, new AppliedObjects(List.of()), objects).index(TraceIndex.EMPTY);
    }

    /**
     * Give every tracked object that is applied its hash.
     *
     * <p>Only objects that changed or have no entry are hashed, so hashes that other tools wrote by other rules stay.
     * An entry goes when events applied its object before and apply it no more; entries of objects that no event ever
     * applied stay.
     */
    TraceIndex index(TraceIndex index) {
        SortedMap<ObjectKey, Long> put = new TreeMap<>();
        for (ObjectKey key : after.keys()) {
            TraceObject object = after.last(key);
            TraceObject old = before.last(key);
            if (object == null || !config.tracks(key.gvk())) {
                continue;
            }
            boolean kept = old != null && AppliedObjects.sameSpec(old, object) && index.has(key);
            if (!kept) {
                put.put(key, SpecHash.of(object.body().get("spec")));
            }
        }
        return index.with(put, before.beyond(after));
    }

    /**
     * Keep the lifecycles of an owner under the hash of its pods.
     *
     * <p>A list moves to the new hash when it stands under the hash of the old template; otherwise it stays where it
     * is, and SimKube takes the first list of an owner of a known kind anyway. Owners no longer applied go.
     */
    PodLifecycles lifecycles(PodLifecycles lifecycles) {
        if (lifecycles.isEmpty()) {
            return lifecycles;
        }
        Set<ObjectKey> gone = before.beyond(after);
        Map<ObjectKey, Map<Long, List<Lifecycle>>> byOwner = new LinkedHashMap<>();
        lifecycles.byOwner().forEach((owner, byHash) -> {
            if (!gone.contains(owner)) {
                byOwner.put(owner, rekeyed(owner, byHash));
            }
        });
        return new PodLifecycles(byOwner);
    }

    private Map<Long, List<Lifecycle>> rekeyed(ObjectKey owner, Map<Long, List<Lifecycle>> byHash) {
        Map<Long, Long> moves = moves(owner, byHash.keySet());
        if (moves.isEmpty()) {
            return byHash;
        }
        Map<Long, List<Lifecycle>> moved = new LinkedHashMap<>();
        byHash.forEach((hash, list) -> moved.merge(moves.getOrDefault(hash, hash), list, TraceConsistency::joined));
        return moved;
    }

    private Map<Long, Long> moves(ObjectKey owner, Set<Long> known) {
        List<TraceObject> olds = before.copies(owner);
        List<TraceObject> news = after.copies(owner);
        Map<Long, Long> moves = new LinkedHashMap<>();
        if (olds.size() != news.size()) {
            return moves;
        }
        Set<Long> still = new HashSet<>();
        for (int i = 0; i < olds.size(); i++) {
            List<JsonNode> from = PodTemplates.podSpecs(olds.get(i), config.paths(owner.gvk()));
            List<JsonNode> to = PodTemplates.podSpecs(news.get(i), config.paths(owner.gvk()));
            for (int j = 0; j < Math.min(from.size(), to.size()); j++) {
                long oldHash = PodHash.of(from.get(j));
                long newHash = from.get(j).equals(to.get(j)) ? oldHash : PodHash.of(to.get(j));
                if (known.contains(oldHash) && newHash != oldHash) {
                    moves.putIfAbsent(oldHash, newHash);
                } else {
                    still.add(newHash);
                }
            }
        }
        // A template that another copy still has keeps its list.
        moves.keySet().removeAll(still);
        return moves;
    }

    private static List<Lifecycle> joined(List<Lifecycle> first, List<Lifecycle> second) {
        List<Lifecycle> joined = new ArrayList<>(first);
        joined.addAll(second);
        return List.copyOf(joined);
    }
}
