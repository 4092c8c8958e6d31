package dev.simarena.engine.controller;

import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.PodTemplate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Make, renumber and clean up the ControllerRevisions of StatefulSets and DaemonSets. */
final class RevisionHistory {

    /** Oldest first. */
    static final Comparator<ControllerRevision> BY_REVISION = Comparator.comparingLong(ControllerRevision::revision)
            .thenComparingLong(revision -> TimeUnit.MICROSECONDS.toSeconds(revision.created()))
            .thenComparing(ApiObject::name);

    /** Longest name of an owner within the name of a revision; Kubernetes cuts what is longer. */
    private static final int LONGEST_PREFIX = 223;

    private final ObjectStore store;
    private final Deletion deletion;
    private final Client client;

    RevisionHistory(ObjectStore store, Deletion deletion, Client client) {
        this.store = store;
        this.deletion = deletion;
        this.client = client;
    }

    /**
     * Store the present template of an owner.
     *
     * @param label label that tells the hash
     * @param hash hash by the number of collisions so far
     * @param collisions how often names of this owner were taken so far
     * @return the revision, and {@code null} where its name is taken by another one, so that the caller counts a collision
     */
    @Nullable
    ControllerRevision create(
            ApiObject owner,
            PodTemplate template,
            Map<String, String> annotations,
            String label,
            IntFunction<String> hash,
            int collisions,
            long number) {
        client.take();
        String namespace = String.valueOf(owner.namespace());
        String code = hash.apply(collisions);
        String prefix =
                owner.name().length() > LONGEST_PREFIX ? owner.name().substring(0, LONGEST_PREFIX) : owner.name();
        String name = prefix + "-" + code;
        if (store.get(ControllerRevision.GVK, namespace, name) instanceof ControllerRevision present) {
            return present.holds(template) ? present : null;
        }
        ControllerRevision revision = new ControllerRevision(
                namespace, name, JsonMaps.with(template.labels(), label, code), annotations, template, number);
        revision.setOwners(owner.asOwner());
        store.add(revision);
        return revision;
    }

    /** Give a revision a new place in the history. */
    void renumber(ControllerRevision revision, long number) {
        client.take();
        revision.setRevision(number);
        store.changed(revision);
    }

    /** Return the number of a revision that follows all others; they are sorted. */
    static long next(List<ControllerRevision> sorted) {
        return sorted.isEmpty() ? 1 : sorted.get(sorted.size() - 1).revision() + 1;
    }

    /** Delete the oldest of those that are not live until only a number of them is left; they are sorted. */
    void truncate(List<ControllerRevision> sorted, Set<String> liveNames, int limit) {
        if (limit < 0) {
            return;
        }
        List<ControllerRevision> old = sorted.stream()
                .filter(revision -> !liveNames.contains(revision.name()))
                .toList();
        for (ControllerRevision revision : old.subList(0, Math.max(0, old.size() - limit))) {
            delete(revision);
        }
    }

    /** Delete a revision. */
    void delete(ControllerRevision revision) {
        client.take();
        deletion.delete(revision);
    }
}
