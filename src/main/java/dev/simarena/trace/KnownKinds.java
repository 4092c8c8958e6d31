package dev.simarena.trace;

import java.util.List;
import java.util.Map;

/** Know the kinds whose pod templates SimKube finds by itself (its {@code KNOWN_GVKS_METADATA}). */
public final class KnownKinds {

    private static final String TEMPLATE = "/spec/template";

    // ReplicaSet is wrong upstream (its template is at /spec/template), yet SimKube refuses any other path.
    private static final Map<Gvk, List<String>> DEFAULT_PATHS = Map.of(
            new Gvk("batch", "v1", "CronJob"),
            List.of("/spec/jobTemplate/spec/template"),
            new Gvk("apps", "v1", "DaemonSet"),
            List.of(TEMPLATE),
            Gvk.DEPLOYMENT,
            List.of(TEMPLATE),
            new Gvk("batch", "v1", "Job"),
            List.of(TEMPLATE),
            Gvk.REPLICA_SET,
            List.of("/spec"),
            new Gvk("apps", "v1", "StatefulSet"),
            List.of(TEMPLATE),
            Gvk.POD,
            List.of(""));

    private KnownKinds() {}

    /** Tell whether SimKube knows where a kind has its pod templates. */
    public static boolean contains(Gvk gvk) {
        return DEFAULT_PATHS.containsKey(gvk);
    }

    /** Return the default paths of a kind, empty where it is not known. */
    public static List<String> paths(Gvk gvk) {
        return DEFAULT_PATHS.getOrDefault(gvk, List.of());
    }
}
