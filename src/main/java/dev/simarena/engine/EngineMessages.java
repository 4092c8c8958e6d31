package dev.simarena.engine;

/** Word the API server's longer answers. */
final class EngineMessages {

    static final String IMMUTABLE_POD =
            "spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,"
                    + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to"
                    + " existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was"
                    + " previously negative)";

    private EngineMessages() {}
}
