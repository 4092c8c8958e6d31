package dev.simarena.episode;

import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Find the Deployment of an episode in its trace.
 *
 * @param ref the Deployment as the episode names it
 * @param namespace its namespace in the trace, {@code null} where its objects name none
 * @param deleted whether the trace deletes it in the end
 */
record TracedDeployment(DeploymentRef ref, @Nullable String namespace, boolean deleted) {

    /**
     * Find the Deployment that is meant.
     *
     * @throws ConfigurationException when the trace does not mention it, or mentions it in several namespaces
     */
    static TracedDeployment find(EpisodeSpec spec) {
        DeploymentRef ref = spec.deployment();
        SortedSet<String> all = new TreeSet<>();
        SortedSet<String> matching = new TreeSet<>();
        TraceObject last = null;
        boolean deleted = false;
        for (TraceEvent event : spec.trace().events()) {
            // SimKube's driver applies the objects of an event before it deletes.
            for (TraceObject object : deployments(event.applied(), all)) {
                if (ref.matches(object.namespace(), object.name())) {
                    matching.add(object.key());
                    last = object;
                    deleted = false;
                }
            }
            for (TraceObject object : deployments(event.deleted(), all)) {
                if (ref.matches(object.namespace(), object.name())) {
                    matching.add(object.key());
                    last = object;
                    deleted = true;
                }
            }
        }
        if (last == null) {
            throw new ConfigurationException(EpisodeMessages.unknownDeployment(ref, spec.traceName(), all));
        }
        if (matching.size() > 1) {
            throw new ConfigurationException(EpisodeMessages.ambiguousDeployment(ref, spec.traceName(), matching));
        }
        return new TracedDeployment(ref, last.namespace(), deleted);
    }

    private static List<TraceObject> deployments(List<TraceObject> objects, SortedSet<String> all) {
        List<TraceObject> found = objects.stream()
                .filter(object -> object.gvk().equals(Gvk.DEPLOYMENT))
                .toList();
        found.forEach(object -> all.add(object.key()));
        return found;
    }

    /** Return the namespace in which its pods appear. */
    String virtualNamespace() {
        return "virtual-" + (namespace == null ? "default" : namespace);
    }

    /** Tell whether an object on the cluster is meant. */
    boolean is(String clusterNamespace, @Nullable String name) {
        return ref.name().equals(name)
                && (namespace == null || virtualNamespace().equals(clusterNamespace));
    }

    /** Return {@code namespace/name}, or the name where there is no namespace. */
    String key() {
        return namespace == null ? ref.name() : namespace + "/" + ref.name();
    }
}
