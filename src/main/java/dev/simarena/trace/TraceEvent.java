package dev.simarena.trace;

import java.util.List;

/** One event; ts in unix seconds. (May become a class to keep unknown keys and key order.) */
public record TraceEvent(long ts, List<TraceObject> applied, List<TraceObject> deleted) {}
