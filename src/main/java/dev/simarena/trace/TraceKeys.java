package dev.simarena.trace;

import java.util.List;

/** Name the keys of SimKube's trace format; their case is mixed, as it is upstream. */
final class TraceKeys {

    static final String VERSION = "version";
    static final String CONFIG = "config";
    static final String EVENTS = "events";
    static final String INDEX = "index";
    static final String POD_LIFECYCLES = "pod_lifecycles";
    static final String METADATA = "metadata";

    static final String TS = "ts";
    static final String APPLIED = "applied_objs";
    static final String DELETED = "deleted_objs";

    static final String TRACKED_OBJECTS = "trackedObjects";
    static final String PATHS = "podSpecTemplatePaths";
    static final String LEGACY_PATH = "podSpecTemplatePath";
    static final String TRACK_LIFECYCLE = "trackLifecycle";
    static final String SKIP_OWNED = "skipOwned";

    /** The keys of a trace in the order SimKube writes them. */
    static final List<String> TOP = List.of(VERSION, CONFIG, EVENTS, INDEX, POD_LIFECYCLES);

    /** The keys of an event in the order SimKube writes them. */
    static final List<String> EVENT = List.of(TS, APPLIED, DELETED);

    private TraceKeys() {}
}
