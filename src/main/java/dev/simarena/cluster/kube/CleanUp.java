package dev.simarena.cluster.kube;

import dev.simarena.cluster.EnvironmentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Hold what a clean-up of a cluster did.
 *
 * @param removed what was deleted, as {@code Kind/name}
 * @param left what is still there in the end, with the finalizers that hold it
 */
public record CleanUp(List<String> removed, List<String> left) {

    private static final String HOLDER = "clean-up";

    public CleanUp {
        removed = List.copyOf(removed);
        left = List.copyOf(left);
    }

    /**
     * Delete what runs left on a cluster that are no more, and wait until it is gone.
     *
     * <p>Nothing without a label of ours is touched. What finalizers hold for more than a minute is freed of them.
     *
     * @param living whether runs are deleted too that still renew their lease
     * @param longest how long to wait
     * @throws EnvironmentException when the cluster cannot be asked
     */
    public static CleanUp of(KubernetesOptions options, boolean living, Duration longest) {
        try (KubernetesCluster cluster = new KubernetesCluster(options)) {
            // a root reaps when it is made, so what is there is listed before
            Set<String> before = new Leftovers(cluster.api()).names();
            return cluster.withRoot(HOLDER, (api, root) -> clean(api, root, before, living, longest));
        }
    }

    private static CleanUp clean(KubeApi api, RunRoot root, Set<String> before, boolean living, Duration longest) {
        Leftovers leftovers = new Leftovers(api);
        Changes changes = new Changes();
        Set<String> roots;
        try (Watches watches = new Watches(api, changes)) {
            watches.namespaces(OurLabels.ROOT);
            long end = WallClock.nanos() + longest.toNanos();
            long seen = changes.count();
            roots = root.reap(living);
            while (!roots.isEmpty() && WallClock.nanos() < end) {
                changes.await(seen, Watches.DISTRUST);
                seen = changes.count();
                roots = root.reap(living);
            }
        }
        List<String> left = new ArrayList<>();
        for (String name : roots) {
            left.addAll(leftovers.left(OurLabels.ROOT + "=" + name));
        }
        List<String> removed = new ArrayList<>(before);
        removed.removeAll(leftovers.names());
        return new CleanUp(removed, left);
    }
}
