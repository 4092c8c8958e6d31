package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.VolumeClaim;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Let only one pod at a time mount a claim with the access mode ReadWriteOncePod. */
final class VolumeRestrictions implements FilterPlugin {

    static final String NAME = "VolumeRestrictions";

    private record Used(String namespace, String claim) {}

    private final Storage storage;
    private final Map<Used, Integer> used = new HashMap<>();

    VolumeRestrictions(Storage storage) {
        this.storage = storage;
    }

    /** Note that a pod came to a node (+1) or left it (-1). */
    void moved(Pod pod, int change) {
        for (VolumeClaim mounted : pod.template().claims()) {
            Used claim = new Used(String.valueOf(pod.namespace()), mounted.of(pod.name()));
            used.merge(claim, change, (before, more) -> before + more == 0 ? null : before + more);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean cares(ClusterEvent.Kind kind) {
        return switch (kind) {
            case POD_DELETED, NODE_ADDED, STORAGE_ADDED -> true;
            default -> false;
        };
    }

    @Override
    public boolean helps(Pod waiting, ClusterEvent event) {
        return switch (event.kind()) {
            case POD_DELETED -> sharesClaim(waiting, event.pod());
            case STORAGE_ADDED -> Storage.mounts(waiting, event.subject());
            default -> true;
        };
    }

    @Override
    public boolean concerns(Cycle cycle) {
        return !cycle.pod().template().claims().isEmpty();
    }

    @Override
    public @Nullable String refusal(Cycle cycle) {
        for (VolumeClaim mounted : cycle.pod().template().claims()) {
            if (!mounted.ephemeral() && storage.claim(cycle.namespace(), mounted.claim()) == null) {
                return "persistentvolumeclaim \"" + mounted.claim() + "\" not found";
            }
        }
        return null;
    }

    @Override
    public boolean feasible(Cycle cycle, int node) {
        for (PersistentVolumeClaim claim : storage.claims(cycle.pod())) {
            if (exclusive(claim) && used.containsKey(new Used(cycle.namespace(), claim.name()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void explain(Cycle cycle, int node, Rejection rejection) {
        rejection.add(
                "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use"
                        + " by another pod");
    }

    private static boolean exclusive(PersistentVolumeClaim claim) {
        for (var mode : claim.spec().path("accessModes")) {
            if (mode.asText().equals("ReadWriteOncePod")) {
                return true;
            }
        }
        return false;
    }

    private static boolean sharesClaim(Pod waiting, Pod pod) {
        return String.valueOf(waiting.namespace()).equals(pod.namespace())
                && waiting.template().claims().stream()
                        .anyMatch(mounted ->
                                !mounted.ephemeral() && pod.template().claims().contains(mounted));
    }
}
