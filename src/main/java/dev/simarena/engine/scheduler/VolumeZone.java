package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import java.util.List;
import java.util.Map;

/**
 * Keep pods in the zones and regions that the labels of their bound volumes name; a label may name several, separated by
 * {@code __}. Nodes without any zone or region label take all.
 */
final class VolumeZone implements FilterPlugin {

    static final String NAME = "VolumeZone";

    /** Label keys, the old name of each after the present one. */
    private static final List<List<String>> KEYS = List.of(
            List.of("topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"),
            List.of("topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"));

    private final Storage storage;

    VolumeZone(Storage storage) {
        this.storage = storage;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean cares(ClusterEvent.Kind kind) {
        return switch (kind) {
            case NODE_ADDED, NODE_LABELS, STORAGE_ADDED, STORAGE_CHANGED -> true;
            default -> false;
        };
    }

    @Override
    public boolean helps(Pod waiting, ClusterEvent event) {
        return switch (event.kind()) {
            case NODE_ADDED, NODE_LABELS -> true;
            default ->
                Storage.mounts(waiting, event.subject())
                        || (event.subject() != null && event.subject().gvk().equals(Storage.VOLUME));
        };
    }

    @Override
    public boolean concerns(Cycle cycle) {
        return !cycle.pod().template().claims().isEmpty();
    }

    @Override
    public boolean feasible(Cycle cycle, int index) {
        Node node = cycle.nodes().node(index);
        if (node == null || KEYS.stream().flatMap(List::stream).noneMatch(node.labels()::containsKey)) {
            return true;
        }
        for (PersistentVolumeClaim claim : storage.claims(cycle.pod())) {
            PersistentVolume volume = storage.volume(claim.volumeName());
            if (volume != null && !inZones(volume.labels(), node.labels())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void explain(Cycle cycle, int node, Rejection rejection) {
        rejection.addHopeless("node(s) had no available volume zone");
    }

    private static boolean inZones(Map<String, String> volume, Map<String, String> node) {
        for (List<String> names : KEYS) {
            for (String name : names) {
                String zones = volume.get(name);
                String zone = node.getOrDefault(name, node.get(names.get(0)));
                if (zones != null
                        && (zone == null || !List.of(zones.split("__")).contains(zone))) {
                    return false;
                }
            }
        }
        return true;
    }
}
