package dev.simarena.cluster.kube;

import dev.simarena.cluster.VirtualObjects;
import java.util.Map;
import java.util.TreeMap;

/** Name the labels that tell what belongs to whom; nothing without them is ever deleted. */
final class OurLabels {

    /** Names the root of what was created; the root itself says {@value #IS_ROOT}. */
    static final String ROOT = "simarena.dev/root";

    static final String IS_ROOT = "true";

    /** Names the replay for which something was created; a label and taint of its nodes too. */
    static final String REPLAY = "simarena.dev/replay";

    private OurLabels() {}

    /** Return the labels of what one replay creates. */
    static Map<String, String> of(String runId, String root, String replay) {
        return new TreeMap<>(Map.of(VirtualObjects.RUN_LABEL, runId, ROOT, root, REPLAY, replay));
    }
}
