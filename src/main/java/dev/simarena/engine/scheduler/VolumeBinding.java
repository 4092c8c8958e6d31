package dev.simarena.engine.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.VolumeClaim;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keep pods on nodes that their bound volumes can reach and on which their other claims can be bound.
 *
 * <p>Claims must exist. Those of classes that bind at once must be bound; those that wait for their first consumer need a
 * fitting volume that is free, or a class with a provisioner that may serve the node.
 */
final class VolumeBinding implements FilterPlugin {

    static final String NAME = "VolumeBinding";

    private static final String NODE_CONFLICT = "node(s) didn't match PersistentVolume's node affinity";
    private static final String BIND_CONFLICT = "node(s) didn't find available persistent volumes to bind";
    private static final String VOLUME_MISSING =
            "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)";

    private final Storage storage;
    private final VolumeMatching matching;

    VolumeBinding(Storage storage) {
        this.storage = storage;
        this.matching = new VolumeMatching(storage);
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
            default -> helps(waiting, event.subject(), event.kind() == ClusterEvent.Kind.STORAGE_ADDED);
        };
    }

    /** A driver that came to a node may help; how much it can attach does not matter here. */
    private static boolean helps(Pod waiting, @Nullable ApiObject subject, boolean added) {
        if (subject == null || subject.gvk().equals(Kinds.VOLUME_ATTACHMENT)) {
            return false;
        }
        if (subject.gvk().equals(Kinds.CSI_NODE)) {
            return added;
        }
        return !subject.gvk().equals(Storage.CLAIM) || Storage.mounts(waiting, subject);
    }

    @Override
    public boolean concerns(Cycle cycle) {
        return !cycle.pod().template().claims().isEmpty();
    }

    @Override
    public @Nullable String refusal(Cycle cycle) {
        Pod pod = cycle.pod();
        for (VolumeClaim mounted : pod.template().claims()) {
            String refusal = refusal(pod, mounted);
            if (refusal != null) {
                return refusal;
            }
        }
        for (PersistentVolumeClaim claim : storage.claims(pod)) {
            boolean delayed =
                    storage.waitsForConsumer(claim) && claim.volumeName().isEmpty();
            if (!Storage.bound(claim) && !delayed) {
                return "pod has unbound immediate PersistentVolumeClaims";
            }
        }
        return null;
    }

    @Override
    public boolean feasible(Cycle cycle, int index) {
        Node node = cycle.nodes().node(index);
        return node != null && conflicts(cycle.pod(), node).isEmpty();
    }

    @Override
    public void explain(Cycle cycle, int index, Rejection rejection) {
        Node node = cycle.nodes().node(index);
        if (node != null) {
            conflicts(cycle.pod(), node).forEach(rejection::addHopeless);
        }
    }

    /** Return how to bind the claims of a pod on a node that passed. */
    VolumeMatching.Plan plan(Pod pod, Node node) {
        return matching.plan(storage.claims(pod), node);
    }

    private @Nullable String refusal(Pod pod, VolumeClaim mounted) {
        String name = mounted.of(pod.name());
        PersistentVolumeClaim claim = storage.claim(pod.namespace(), name);
        if (claim == null) {
            return mounted.ephemeral()
                    ? "waiting for ephemeral volume controller to create the persistentvolumeclaim \"" + name + "\""
                    : "persistentvolumeclaim \"" + name + "\" not found";
        }
        if (claim.phase().equals("Lost")) {
            return "persistentvolumeclaim \"%s\" bound to non-existent persistentvolume \"%s\""
                    .formatted(name, claim.volumeName());
        }
        if (claim.terminating()) {
            return "persistentvolumeclaim \"" + name + "\" is being deleted";
        }
        if (mounted.ephemeral() && !pod.equals(claim.controller())) {
            return "PVC %s/%s was not created for pod %s/%s (pod is not owner)"
                    .formatted(pod.namespace(), name, pod.namespace(), pod.name());
        }
        return null;
    }

    private List<String> conflicts(Pod pod, Node node) {
        List<PersistentVolumeClaim> claims = storage.claims(pod);
        List<String> conflicts = new ArrayList<>(0);
        for (PersistentVolumeClaim claim : claims) {
            PersistentVolume volume = Storage.bound(claim) ? storage.volume(claim.volumeName()) : null;
            if (Storage.bound(claim) && (volume == null || !VolumeMatching.reaches(volume, node))) {
                conflicts.add(volume == null ? VOLUME_MISSING : NODE_CONFLICT);
                break;
            }
        }
        if (!matching.plan(claims, node).possible()) {
            conflicts.add(BIND_CONFLICT);
        }
        return conflicts;
    }

    /** Tell whether a topology term of a storage class allows a node; no terms allow all. */
    static boolean allows(JsonNode terms, Node node) {
        if (terms.isEmpty()) {
            return true;
        }
        for (JsonNode term : terms) {
            boolean all = true;
            for (JsonNode expression : term.path("matchLabelExpressions")) {
                String value = node.labels().get(expression.path("key").asText());
                boolean any = false;
                for (JsonNode allowed : expression.path("values")) {
                    any |= allowed.asText().equals(value);
                }
                all &= any;
            }
            if (all) {
                return true;
            }
        }
        return false;
    }
}
