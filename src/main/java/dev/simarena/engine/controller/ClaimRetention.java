package dev.simarena.engine.controller;

import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.ClaimTemplate;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.engine.model.StatefulSetSpec;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Let a StatefulSet or a pod that goes own claims, so that the garbage collector deletes them with it.
 *
 * <p>Kept in both cases: nobody owns a claim. Deleted with the set: the set does, as long as the pod is declared. Deleted
 * when scaled down: the pod does once it is declared no more. Source: {@code isClaimOwnerUpToDate} and {@code
 * updateClaimOwnerRefForSetAndPod} of {@code pkg/controller/statefulset}.
 */
final class ClaimRetention {

    private final ObjectStore store;
    private final EventLog events;
    private final Client client;

    ClaimRetention(ObjectStore store, EventLog events, Client client) {
        this.store = store;
        this.events = events;
        this.client = client;
    }

    /**
     * Set the owners of the claims of a pod.
     *
     * @param pod the pod, {@code null} before it exists
     * @return whether anything had to change
     */
    boolean update(StatefulSet set, int ordinal, @Nullable Pod pod) {
        if (set.spec().claimTemplates().isEmpty()) {
            return false;
        }
        boolean changed = false;
        String podName = set.name() + "-" + ordinal;
        for (ClaimTemplate template : set.spec().claimTemplates()) {
            String name = template.claimName(set.name(), ordinal);
            if (!(store.get(PersistentVolumeClaim.GVK, set.namespace(), name) instanceof PersistentVolumeClaim claim)) {
                continue;
            }
            Claim state = new Claim(set, podName, pod, claim);
            boolean conflict = state.unexpectedController();
            if (conflict) {
                events.warning(
                        set,
                        "ConflictingController",
                        ("PersistentVolumeClaim %s has a conflicting OwnerReference that acts as a manging controller, "
                                        + "the retention policy is ignored for this claim")
                                .formatted(name));
            }
            if (!state.upToDate(set.spec().declares(ordinal))) {
                client.take();
                store.adopt(claim, state.owners(conflict, set.spec().declares(ordinal)));
                store.changed(claim);
                changed = true;
            }
        }
        return changed;
    }

    /** Tell whether a claim still belongs to an earlier pod of the same name, so that a new one must wait for it to go. */
    boolean stale(StatefulSet set, int ordinal) {
        if (!set.spec().deleteClaimsWithPod()) {
            return false;
        }
        String podName = set.name() + "-" + ordinal;
        for (ClaimTemplate template : set.spec().claimTemplates()) {
            ApiObject claim =
                    store.get(PersistentVolumeClaim.GVK, set.namespace(), template.claimName(set.name(), ordinal));
            if (claim != null && claim.owners().stream().anyMatch(owner -> names(owner, Gvk.POD, podName))) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(OwnerRef owner, Gvk gvk, String name) {
        return owner.apiVersion().equals(gvk.apiVersion())
                && owner.kind().equals(gvk.kind())
                && owner.name().equals(name);
    }

    /** A claim with the set and the pod that may own it. */
    private record Claim(
            StatefulSet set, String podName, @Nullable Pod pod, PersistentVolumeClaim claim) {

        boolean upToDate(boolean declared) {
            if (stale(this::namesSet, this::isSet) || stale(this::namesPod, this::isPod)) {
                return true;
            }
            boolean ownedBySet = claim.owners().stream().anyMatch(this::isSet);
            boolean ownedByPod = claim.owners().stream().anyMatch(this::isPod);
            if (unexpectedController()) {
                return !ownedBySet && !ownedByPod;
            }
            for (OwnerRef owner : claim.owners()) {
                if ((isSet(owner) || isPod(owner)) && !owner.controller()) {
                    return false;
                }
            }
            StatefulSetSpec spec = set.spec();
            boolean podOwns = spec.deleteClaimsWithPod() && !declared;
            return ownedBySet == setOwns(spec, declared) && ownedByPod == podOwns;
        }

        List<OwnerRef> owners(boolean conflict, boolean declared) {
            List<OwnerRef> owners = new ArrayList<>(claim.owners());
            owners.removeIf(owner -> namesSet(owner) || namesPod(owner));
            if (conflict) {
                return List.copyOf(owners);
            }
            StatefulSetSpec spec = set.spec();
            if (setOwns(spec, declared)) {
                owners.addAll(set.asOwner());
            } else if (pod != null && spec.deleteClaimsWithPod() && !declared) {
                owners.addAll(pod.asOwner());
            }
            return List.copyOf(owners);
        }

        private static boolean setOwns(StatefulSetSpec spec, boolean declared) {
            return spec.deleteClaimsWithSet() && (declared || !spec.deleteClaimsWithPod());
        }

        boolean unexpectedController() {
            if (!set.spec().deleteClaimsWithPod() && !set.spec().deleteClaimsWithSet()) {
                return false;
            }
            for (OwnerRef owner : claim.owners()) {
                if (namesSet(owner) || namesPod(owner)) {
                    if (!isSet(owner) && !isPod(owner)) {
                        return true;
                    }
                } else if (owner.controller()) {
                    return true;
                }
            }
            return false;
        }

        /** The first reference that names an owner decides, as in the original. */
        private boolean stale(Predicate<OwnerRef> names, Predicate<OwnerRef> is) {
            for (OwnerRef owner : claim.owners()) {
                if (names.test(owner)) {
                    return !is.test(owner);
                }
            }
            return false;
        }

        private boolean namesSet(OwnerRef owner) {
            return names(owner, StatefulSet.GVK, set.name());
        }

        private boolean namesPod(OwnerRef owner) {
            return names(owner, Gvk.POD, podName);
        }

        private boolean isSet(OwnerRef owner) {
            return owner.uid().equals(set.uid());
        }

        private boolean isPod(OwnerRef owner) {
            return pod != null && owner.uid().equals(pod.uid());
        }
    }
}
