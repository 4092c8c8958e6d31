package dev.simarena.engine.controller;

import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Find, make, number and clean up the ReplicaSets of a Deployment. */
final class Revisions {

    /** Annotation that numbers the revisions of a Deployment. */
    static final String REVISION = "deployment.kubernetes.io/revision";

    static final String REVISION_HISTORY = "deployment.kubernetes.io/revision-history";

    /** Annotation of a ReplicaSet that remembers the Deployment's replicas. */
    static final String DESIRED = "deployment.kubernetes.io/desired-replicas";

    /** Annotation of a ReplicaSet that remembers the Deployment's replicas plus surge. */
    static final String MAX = "deployment.kubernetes.io/max-replicas";

    private static final int LONGEST_NAME = 253;
    private static final Set<String> NOT_COPIED =
            Set.of("kubectl.kubernetes.io/last-applied-configuration", REVISION, REVISION_HISTORY, DESIRED, MAX);

    private final ObjectStore store;
    private final EventLog events;
    private final RolloutStatus status;
    private final Client client;

    Revisions(ObjectStore store, EventLog events, RolloutStatus status, Client client) {
        this.store = store;
        this.events = events;
        this.status = status;
        this.client = client;
    }

    /** Look at a Deployment; an old ReplicaSet with the present template becomes the newest again. */
    Rollout find(Deployment deployment) {
        PodTemplate template = deployment.spec().template();
        ReplicaSet newest = null;
        List<ReplicaSet> old = new ArrayList<>(deployment.replicaSets().size());
        List<ReplicaSet> byAge = new ArrayList<>(deployment.replicaSets());
        byAge.sort(Comparator.comparingInt(ReplicaSet::order));
        for (ReplicaSet set : byAge) {
            if (newest == null && set.template().equals(template)) {
                newest = set;
            } else {
                old.add(set);
            }
        }
        Rollout rollout = new Rollout(deployment, newest, old);
        if (newest != null) {
            renew(rollout, newest);
        }
        return rollout;
    }

    /** Look at a Deployment and make the ReplicaSet of its template where there is none. */
    Rollout findOrCreate(Rollout rollout) {
        return rollout.newest() != null ? rollout : new Rollout(rollout.deployment(), create(rollout), rollout.old());
    }

    /** Remove the oldest empty ReplicaSets beyond the history limit. */
    void cleanUp(Rollout rollout) {
        int limit = rollout.deployment().spec().revisionHistoryLimit();
        int excess = rollout.old().size() - limit;
        if (limit == Integer.MAX_VALUE || excess <= 0) {
            return;
        }
        List<ReplicaSet> byRevision = new ArrayList<>(rollout.old());
        byRevision.sort(Comparator.comparingLong(Revisions::revision));
        for (ReplicaSet set : byRevision.subList(0, excess)) {
            boolean seen = set.generation() <= set.status().observedGeneration();
            if (set.status().replicas() == 0 && set.replicas() == 0 && seen) {
                client.take();
                store.remove(set);
            }
        }
    }

    private void renew(Rollout rollout, ReplicaSet newest) {
        Deployment deployment = rollout.deployment();
        Map<String, String> annotations = annotations(deployment, newest, nextRevision(rollout));
        int minReady = deployment.spec().minReadySeconds();
        if (annotations != newest.annotations() || newest.minReadySeconds() != minReady) {
            client.take();
            newest.setAnnotations(annotations);
            newest.setMinReadySeconds(minReady);
            store.changed(newest);
        }
        number(deployment, annotations.getOrDefault(REVISION, "1"));
        status.noteFound(deployment, newest);
    }

    private ReplicaSet create(Rollout rollout) {
        Deployment deployment = rollout.deployment();
        PodTemplate template = deployment.spec().template();
        String namespace = String.valueOf(deployment.namespace());
        LabelSelector declared = deployment.spec().selector();
        LabelSelector selector = new LabelSelector(
                JsonMaps.with(declared.matchLabels(), "pod-template-hash", template.hash()), declared.requirements());
        int size = rollout.nextSize(0, Rollout.declared(rollout.old()));
        ReplicaSet set = new ReplicaSet(
                namespace,
                freeName(namespace, name(deployment.name(), template.hash())),
                template.hashedLabels(),
                Collections.emptyMap(),
                size,
                selector,
                template,
                true,
                deployment.spec().minReadySeconds());
        TreeMap<String, String> annotations = new TreeMap<>(annotations(deployment, set, nextRevision(rollout)));
        annotations.put(DESIRED, String.valueOf(deployment.replicas()));
        annotations.put(
                MAX, String.valueOf(deployment.replicas() + deployment.spec().maxSurge()));
        set.setAnnotations(Collections.unmodifiableMap(annotations));
        set.setOwners(deployment.asOwner());
        client.take();
        store.add(set);
        if (size > 0) {
            events.normal(
                    deployment, "ScalingReplicaSet", "Scaled up replica set " + set.name() + " from 0 to " + size);
        }
        number(deployment, annotations.getOrDefault(REVISION, "1"));
        status.noteCreated(deployment, set);
        return set;
    }

    /** Cut the Deployment's name where it would make too long a name; the hash stays whole. */
    private static String name(String deployment, String hash) {
        int room = LONGEST_NAME - 1 - hash.length();
        return (deployment.length() > room ? deployment.substring(0, room) : deployment) + "-" + hash;
    }

    /** Two templates with one hash get names of their own, as Kubernetes' collision count gives them. */
    private String freeName(String namespace, String wanted) {
        String name = wanted;
        for (int collision = 2; store.get(Gvk.REPLICA_SET, namespace, name) != null; collision++) {
            name = wanted + "-" + collision;
        }
        return name;
    }

    private void number(Deployment deployment, String revision) {
        Map<String, String> annotations = JsonMaps.with(deployment.annotations(), REVISION, revision);
        if (annotations != deployment.annotations()) {
            client.charge();
            deployment.setAnnotations(annotations);
            store.changed(deployment);
        }
    }

    /** Return the annotations of the newest ReplicaSet: its own, the Deployment's, and the revision where it rises. */
    private static Map<String, String> annotations(Deployment deployment, ReplicaSet set, long nextRevision) {
        Map<String, String> annotations = set.annotations();
        for (Map.Entry<String, String> entry : deployment.annotations().entrySet()) {
            if (!NOT_COPIED.contains(entry.getKey())) {
                annotations = JsonMaps.with(annotations, entry.getKey(), entry.getValue());
            }
        }
        long present = revision(set);
        if (present >= nextRevision) {
            return annotations;
        }
        if (present > 0) {
            String history = annotations.get(REVISION_HISTORY);
            annotations = JsonMaps.with(
                    annotations, REVISION_HISTORY, history == null ? present + "" : history + "," + present);
        }
        return JsonMaps.with(annotations, REVISION, String.valueOf(nextRevision));
    }

    private static long nextRevision(Rollout rollout) {
        long highest = 0;
        for (ReplicaSet set : rollout.old()) {
            highest = Math.max(highest, revision(set));
        }
        return highest + 1;
    }

    private static long revision(ReplicaSet set) {
        return number(set, REVISION, 0);
    }

    /** Read a number, 0 or more, from an annotation; whatever else is there counts as absent. */
    static int number(ReplicaSet set, String annotation, int absent) {
        String text = set.annotations().get(annotation);
        if (text == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(text);
            return number < 0 ? absent : number;
        } catch (NumberFormatException e) {
            return absent;
        }
    }
}
