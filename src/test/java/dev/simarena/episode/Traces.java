package dev.simarena.episode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.util.List;

/** Make traces of hand-written objects for tests. */
public final class Traces {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Traces() {}

    /** Return a Deployment whose first container has these requests, for example {@code "cpu": "1"}. */
    public static TraceObject deployment(String key, int replicas, String requests) {
        int slash = key.indexOf('/');
        return object("""
                {"apiVersion": "apps/v1", "kind": "Deployment",
                 "metadata": {"namespace": "%s", "name": "%s"},
                 "spec": {"replicas": %d, "selector": {"matchLabels": {"app": "%s"}},
                  "template": {"metadata": {"labels": {"app": "%s"}},
                   "spec": {"containers": [{"name": "main", "resources": {"requests": {%s}}}]}}}}
                """.formatted(
                        key.substring(0, slash),
                        key.substring(slash + 1),
                        replicas,
                        key.substring(slash + 1),
                        key.substring(slash + 1),
                        requests));
    }

    public static TraceObject object(String json) {
        try {
            return TraceObject.of((ObjectNode) JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Return a trace that applies objects at once. */
    public static Trace of(TraceObject... applied) {
        return Trace.of(List.of(new TraceEvent(1000, List.of(applied), List.of())));
    }
}
