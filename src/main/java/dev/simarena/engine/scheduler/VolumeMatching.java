package dev.simarena.engine.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTerm;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Requirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Match claims with volumes: the smallest free volume of the claim's class that is large enough, or a provisioner. */
final class VolumeMatching {

    /** Annotation of a claim for which a volume is made. */
    static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

    private static final String NO_PROVISIONER = "kubernetes.io/no-provisioner";

    /**
     * Say how the claims of a pod would be bound on a node.
     *
     * @param possible whether all can be
     * @param volumes chosen volume of each claim that gets one
     * @param provisioned claims for which a volume has to be made
     */
    record Plan(
            boolean possible,
            Map<PersistentVolumeClaim, PersistentVolume> volumes,
            List<PersistentVolumeClaim> provisioned) {}

    private final Storage storage;

    VolumeMatching(Storage storage) {
        this.storage = storage;
    }

    /** Plan the binding of those claims that are not bound. */
    Plan plan(List<PersistentVolumeClaim> claims, Node node) {
        Map<PersistentVolumeClaim, PersistentVolume> volumes = new LinkedHashMap<>();
        List<PersistentVolumeClaim> provisioned = new ArrayList<>();
        List<PersistentVolumeClaim> bySize = new ArrayList<>(claims);
        bySize.removeIf(Storage::bound);
        bySize.sort(Comparator.comparingLong(PersistentVolumeClaim::requestedBytes));
        for (PersistentVolumeClaim claim : bySize) {
            String selected = claim.annotations().get(SELECTED_NODE);
            if (selected != null && !selected.equals(node.name())) {
                return new Plan(false, Map.of(), List.of());
            }
            PersistentVolume volume = selected == null ? match(claim, node, volumes) : null;
            if (volume != null) {
                volumes.put(claim, volume);
            } else if (canProvision(claim, node)) {
                provisioned.add(claim);
            } else {
                return new Plan(false, Map.of(), List.of());
            }
        }
        return new Plan(true, volumes, provisioned);
    }

    /** Tell whether the node affinity of a volume selects a node. */
    static boolean reaches(PersistentVolume volume, Node node) {
        JsonNode required = volume.spec().path("nodeAffinity").path("required");
        if (required.isMissingNode()) {
            return true;
        }
        for (JsonNode term : required.path("nodeSelectorTerms")) {
            List<Requirement> expressions = JsonMaps.requirements(term.path("matchExpressions"));
            List<Requirement> fields = JsonMaps.requirements(term.path("matchFields"));
            if (new NodeTerm(expressions, fields).matches(node)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable PersistentVolume match(
            PersistentVolumeClaim claim, Node node, Map<PersistentVolumeClaim, PersistentVolume> taken) {
        PersistentVolume smallest = null;
        for (PersistentVolume volume : storage.volumes()) {
            if (taken.containsValue(volume)
                    || volume.terminating()
                    || volume.capacityBytes() < claim.requestedBytes()) {
                continue;
            }
            boolean prebound = !volume.claimRef().isMissingNode();
            if (prebound && !volume.keptFor(claim)) {
                continue;
            }
            if (!mode(volume.spec()).equals(mode(claim.spec()))) {
                continue;
            }
            if (prebound) {
                return reaches(volume, node) ? volume : null;
            }
            if (volume.phase().equals("Available")
                    && volume.storageClass().equals(Storage.className(claim))
                    && offers(volume, claim)
                    && reaches(volume, node)
                    && (smallest == null || volume.capacityBytes() < smallest.capacityBytes())) {
                smallest = volume;
            }
        }
        return smallest;
    }

    private boolean canProvision(PersistentVolumeClaim claim, Node node) {
        GenericObject storageClass = storage.storageClass(Storage.className(claim));
        if (storageClass == null) {
            return false;
        }
        String provisioner = storageClass.body().path("provisioner").asText("");
        return !provisioner.isEmpty()
                && !provisioner.equals(NO_PROVISIONER)
                && VolumeBinding.allows(storageClass.body().path("allowedTopologies"), node);
    }

    private static boolean offers(PersistentVolume volume, PersistentVolumeClaim claim) {
        JsonNode selector = claim.spec().path("selector");
        LabelSelector labels = JsonMaps.selector(selector);
        return labels.matches(volume.labels())
                && JsonMaps.texts(volume.spec().path("accessModes"))
                        .containsAll(JsonMaps.texts(claim.spec().path("accessModes")));
    }

    private static String mode(JsonNode spec) {
        return spec.path("volumeMode").asText("Filesystem");
    }
}
