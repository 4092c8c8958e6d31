package dev.simarena.engine.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTerm;
import dev.simarena.engine.model.Requirement;
import dev.simarena.trace.Quantity;
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
    record Plan(boolean possible, Map<GenericObject, GenericObject> volumes, List<GenericObject> provisioned) {}

    private final Storage storage;

    VolumeMatching(Storage storage) {
        this.storage = storage;
    }

    /** Plan the binding of those claims that are not bound. */
    Plan plan(List<GenericObject> claims, Node node) {
        Map<GenericObject, GenericObject> volumes = new LinkedHashMap<>();
        List<GenericObject> provisioned = new ArrayList<>();
        List<GenericObject> bySize = new ArrayList<>(claims);
        bySize.removeIf(Storage::bound);
        bySize.sort(Comparator.comparingLong(VolumeMatching::requested));
        for (GenericObject claim : bySize) {
            String selected = claim.annotations().get(SELECTED_NODE);
            if (selected != null && !selected.equals(node.name())) {
                return new Plan(false, Map.of(), List.of());
            }
            GenericObject volume = selected == null ? match(claim, node, volumes) : null;
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
    static boolean reaches(GenericObject volume, Node node) {
        JsonNode required = Storage.spec(volume).path("nodeAffinity").path("required");
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

    private @Nullable GenericObject match(GenericObject claim, Node node, Map<GenericObject, GenericObject> taken) {
        GenericObject smallest = null;
        for (GenericObject volume : storage.volumes()) {
            if (taken.containsValue(volume) || volume.terminating() || capacity(volume) < requested(claim)) {
                continue;
            }
            JsonNode owner = Storage.spec(volume).path("claimRef");
            boolean prebound = !owner.isEmpty();
            if (prebound && !names(owner, claim)) {
                continue;
            }
            if (!mode(volume).equals(mode(claim))) {
                continue;
            }
            if (prebound) {
                return reaches(volume, node) ? volume : null;
            }
            if (free(volume)
                    && Storage.className(volume).equals(Storage.className(claim))
                    && offers(volume, claim)
                    && reaches(volume, node)
                    && (smallest == null || capacity(volume) < capacity(smallest))) {
                smallest = volume;
            }
        }
        return smallest;
    }

    private boolean canProvision(GenericObject claim, Node node) {
        GenericObject storageClass = storage.storageClass(Storage.className(claim));
        if (storageClass == null) {
            return false;
        }
        String provisioner = storageClass.body().path("provisioner").asText("");
        return !provisioner.isEmpty()
                && !provisioner.equals(NO_PROVISIONER)
                && VolumeBinding.allows(storageClass.body().path("allowedTopologies"), node);
    }

    private static boolean names(JsonNode owner, GenericObject claim) {
        return owner.path("name").asText().equals(claim.name())
                && owner.path("namespace").asText().equals(claim.namespace())
                && (!owner.has("uid") || owner.path("uid").asText().equals(claim.uid()));
    }

    /** Without a controller that writes the phase, a volume that nobody claims is free. */
    private static boolean free(GenericObject volume) {
        String phase = volume.body().path("status").path("phase").asText("Available");
        return phase.equals("Available") || phase.equals("Pending");
    }

    private static boolean offers(GenericObject volume, GenericObject claim) {
        JsonNode selector = Storage.spec(claim).path("selector");
        LabelSelector labels = JsonMaps.selector(selector);
        return labels.matches(volume.labels())
                && JsonMaps.texts(Storage.spec(volume).path("accessModes"))
                        .containsAll(JsonMaps.texts(Storage.spec(claim).path("accessModes")));
    }

    private static String mode(GenericObject object) {
        return Storage.spec(object).path("volumeMode").asText("Filesystem");
    }

    private static long requested(GenericObject claim) {
        return bytes(Storage.spec(claim).path("resources").path("requests").path("storage"));
    }

    private static long capacity(GenericObject volume) {
        return bytes(Storage.spec(volume).path("capacity").path("storage"));
    }

    private static long bytes(JsonNode quantity) {
        return quantity.isMissingNode() ? 0 : Quantity.of(quantity).longValue();
    }
}
