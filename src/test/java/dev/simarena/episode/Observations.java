package dev.simarena.episode;

import dev.simarena.episode.Observation.NodeUsage;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Make observations for tests. */
public final class Observations {

    private static final long MEBIBYTE = 1 << 20;

    private Observations() {}

    /** Return an observation with pod counts, of pods that request 500m and 512Mi. */
    public static Observation pods(int ready, int pending, int total) {
        return requests(ready, pending, total, 500, 512);
    }

    /** Return an observation with pod counts and requests in milli and mebibytes. */
    public static Observation requests(int ready, int pending, int total, long cpuMilli, long memoryMebibytes) {
        return new Observation(
                ready,
                pending,
                total,
                cpuMilli + "m",
                memoryMebibytes + "Mi",
                total,
                cpuMilli,
                memoryMebibytes * MEBIBYTE,
                cpuMilli,
                memoryMebibytes * MEBIBYTE,
                new TreeMap<>(),
                List.of(),
                List.of());
    }

    /** Return the observation with other reasons, one pod each, and nodes. */
    public static Observation with(Observation o, Collection<String> reasons, List<NodeUsage> nodes) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        reasons.forEach(reason -> counts.put(reason, 1));
        return new Observation(
                o.ready(),
                o.pending(),
                o.total(),
                o.cpu(),
                o.memory(),
                o.replicas(),
                o.cpuMilli(),
                o.memoryBytes(),
                o.podCpuMilli(),
                o.podMemoryBytes(),
                counts,
                nodes,
                o.events());
    }
}
