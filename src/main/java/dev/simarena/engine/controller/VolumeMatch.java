package dev.simarena.engine.controller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Find the volume for a claim: one that is kept for it, else the smallest that is big enough among those with the fewest
 * access modes.
 *
 * <p>Source: {@code FindMatchingVolume} of component-helpers and {@code findByClaim} of {@code
 * pkg/controller/volume/persistentvolume}.
 */
final class VolumeMatch {

    private static final List<String> MODE_ORDER =
            List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");

    private final ObjectStore store;

    VolumeMatch(ObjectStore store) {
        this.store = store;
    }

    /**
     * Return the best volume, {@code null} where none fits.
     *
     * @param keptOnly whether only a volume that is kept for the claim will do
     */
    @Nullable
    PersistentVolume best(PersistentVolumeClaim claim, boolean keptOnly) {
        PersistentVolume best = null;
        for (ApiObject object : store.list(PersistentVolume.GVK, null)) {
            if (!(object instanceof PersistentVolume volume) || !possible(volume, claim)) {
                continue;
            }
            boolean kept = volume.keptFor(claim);
            if (!kept && (keptOnly || !available(volume, claim))) {
                continue;
            }
            if (best == null || better(volume, kept, best, claim)) {
                best = volume;
            }
        }
        return best;
    }

    /** Return why a volume a claim asks for by name cannot be bound, {@code null} where it can. */
    static @Nullable String mismatch(PersistentVolume volume, PersistentVolumeClaim claim) {
        if (volume.terminating()) {
            return "the volume is marked for deletion \"%s\"".formatted(volume.name());
        }
        if (volume.capacityBytes() < claim.requestedBytes()) {
            return "requested PV is too small";
        }
        if (!volume.storageClass().equals(className(claim))) {
            return "storageClassName does not match";
        }
        if (!attributes(volume.spec()).equals(attributes(claim.spec()))) {
            return "volumeAttributesClassName does not match";
        }
        if (!mode(volume.spec()).equals(mode(claim.spec()))) {
            return "incompatible volumeMode";
        }
        return modes(volume.spec()).containsAll(modes(claim.spec())) ? null : "incompatible accessMode";
    }

    /** Return the class of a claim, empty where it has none. */
    static String className(PersistentVolumeClaim claim) {
        String name = claim.storageClass();
        return name == null ? "" : name;
    }

    /** Tell whether claim and volume are of one volume mode. */
    static boolean sameMode(PersistentVolume volume, PersistentVolumeClaim claim) {
        return mode(volume.spec()).equals(mode(claim.spec()));
    }

    private static boolean possible(PersistentVolume volume, PersistentVolumeClaim claim) {
        return (volume.claimRef().isMissingNode() || volume.keptFor(claim))
                && volume.capacityBytes() >= claim.requestedBytes()
                && sameMode(volume, claim)
                && attributes(volume.spec()).equals(attributes(claim.spec()))
                && !volume.terminating()
                && modes(volume.spec()).containsAll(modes(claim.spec()));
    }

    private static boolean available(PersistentVolume volume, PersistentVolumeClaim claim) {
        JsonNode selector = claim.spec().path("selector");
        return volume.phase().equals("Available")
                && (!selector.isObject() || JsonMaps.selector(selector).matches(volume.labels()))
                && volume.storageClass().equals(className(claim));
    }

    /** Sets of access modes are looked at one after the other, and a kept volume beats others of its set only. */
    private static boolean better(
            PersistentVolume volume, boolean kept, PersistentVolume best, PersistentVolumeClaim claim) {
        int order =
                Integer.compare(modes(volume.spec()).size(), modes(best.spec()).size());
        if (order == 0) {
            order = rank(volume).compareTo(rank(best));
        }
        if (order != 0) {
            return order < 0;
        }
        boolean bestKept = best.keptFor(claim);
        return kept != bestKept ? kept : !kept && volume.capacityBytes() < best.capacityBytes();
    }

    private static String rank(PersistentVolume volume) {
        Set<String> modes = modes(volume.spec());
        StringBuilder rank = new StringBuilder();
        for (int i = 0; i < MODE_ORDER.size(); i++) {
            rank.append(modes.contains(MODE_ORDER.get(i)) ? i : "");
        }
        return rank.toString();
    }

    private static Set<String> modes(JsonNode spec) {
        Set<String> modes = new HashSet<>();
        spec.path("accessModes").forEach(mode -> modes.add(mode.asText()));
        return modes;
    }

    private static String mode(JsonNode spec) {
        return spec.path("volumeMode").asText("Filesystem");
    }

    private static String attributes(JsonNode spec) {
        return spec.path("volumeAttributesClassName").asText("");
    }
}
