package dev.simarena.engine.controller;

import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Find, make and clean up the revisions of a DaemonSet. Source: {@code update.go} of {@code pkg/controller/daemon}. */
final class DaemonHistory {

    /**
     * Hold the revisions of a DaemonSet.
     *
     * @param hash hash of the present template, which its pods carry as a label
     * @param old revisions of other templates, oldest first
     */
    record Found(String hash, List<ControllerRevision> old) {}

    private final RevisionHistory history;
    private final Ownership<DaemonSet> ownership;

    DaemonHistory(RevisionHistory history, Ownership<DaemonSet> ownership) {
        this.history = history;
        this.ownership = ownership;
    }

    /** Find the revisions; that of the present template is made where there is none and is the newest. */
    Found find(DaemonSet set) {
        PodTemplate template = set.spec().template();
        List<ControllerRevision> old = ownership.claim(set, ControllerRevision.class);
        old.sort(RevisionHistory.BY_REVISION);
        ControllerRevision present = null;
        for (ControllerRevision revision : old) {
            if (revision.holds(template)) {
                present = revision;
            }
        }
        old.removeIf(revision -> revision.holds(template));
        long number = RevisionHistory.next(old);
        if (present == null) {
            present = create(set, template, number);
        } else if (present.revision() < number) {
            history.renumber(present, number);
        }
        return new Found(hash(present), old);
    }

    /** Delete the oldest revisions no pod has until only as many are left as declared. */
    void cleanUp(DaemonSet set, List<ControllerRevision> old, List<Pod> pods) {
        int excess = old.size() - set.spec().revisionHistoryLimit();
        if (excess <= 0) {
            return;
        }
        Set<String> live = new HashSet<>();
        for (Pod pod : pods) {
            live.add(pod.labels().getOrDefault(StatefulRollout.REVISION, ""));
        }
        for (ControllerRevision revision : old) {
            if (excess > 0 && !live.contains(hash(revision))) {
                history.delete(revision);
                excess--;
            }
        }
    }

    private ControllerRevision create(DaemonSet set, PodTemplate template, long number) {
        for (int collisions = 0; ; collisions++) {
            @Nullable
            ControllerRevision created = history.create(
                    set,
                    template,
                    set.shownAnnotations(),
                    StatefulRollout.REVISION,
                    count -> count == 0 ? template.hash() : RevisionHash.of(template, count),
                    collisions,
                    number);
            if (created != null) {
                return created;
            }
        }
    }

    private static String hash(ControllerRevision revision) {
        return revision.labels().getOrDefault(StatefulRollout.REVISION, revision.name());
    }
}
