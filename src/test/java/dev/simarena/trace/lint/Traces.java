package dev.simarena.trace.lint;

import java.util.List;

/** Make the JSON views of small traces; ' stands for ". */
final class Traces {

    private Traces() {}

    static String trace(String tracked, String... events) {
        return "{'version': 2, 'config': {'trackedObjects': {%s}}, 'events': [%s], 'index': {'apps/v1.Deployment': {'a/web': 7}}, 'pod_lifecycles': {}}"
                .formatted(tracked, String.join(", ", events))
                .replace('\'', '"');
    }

    static String event(long ts, List<String> applied, List<String> deleted) {
        return "{'ts': %d, 'applied_objs': [%s], 'deleted_objs': [%s]}"
                .formatted(ts, String.join(", ", applied), String.join(", ", deleted));
    }

    static String object(String apiVersion, String kind, String name) {
        return "{'apiVersion': '%s', 'kind': '%s', 'metadata': {'name': '%s', 'namespace': 'a'}}"
                .formatted(apiVersion, kind, name);
    }

    /** A Deployment named web in namespace a. */
    static String deployment(String podSpec) {
        return workload("apps/v1", "Deployment", podSpec);
    }

    static String workload(String apiVersion, String kind, String podSpec) {
        return "{'apiVersion': '%s', 'kind': '%s', 'metadata': {'name': 'web', 'namespace': 'a'}, 'spec': {'template': {'spec': %s}}}"
                .formatted(apiVersion, kind, podSpec);
    }
}
