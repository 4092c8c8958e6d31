package dev.simarena.trace.lint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Know every rule: its code, which never changes its meaning, cause and cure.
 *
 * <p>Codes with a number below 1000 are SimKube's, which numbers them as they are registered; ours begin at 1000, so that
 * both can grow.
 */
public enum LintRule {
    /** {@code status} of an applied object is populated. */
    STATUS_POPULATED(
            "W0000",
            "status_field_populated",
            "An applied object has a status. Controllers write it; a replay drops it, so it is only ballast.",
            "Remove the status."),
    /** A ServiceAccount is missing. */
    SERVICE_ACCOUNT(
            "E0001",
            "service_account_missing",
            "A pod names a ServiceAccount that no event up to this one applies in its namespace. Its pods cannot be created.",
            "Apply the ServiceAccount in an earlier event, or remove serviceAccountName and serviceAccount from the pod."),
    /** A Secret for an environment variable is missing. */
    SECRET_IN_ENVIRONMENT(
            "E0002",
            "envvar_secret_missing",
            "An environment variable comes from a Secret that no event up to this one applies in the namespace of the pod.",
            "Apply the Secret in an earlier event, mark the reference as optional, or remove the variable."),
    /** A ConfigMap for an environment variable is missing. */
    CONFIG_MAP_IN_ENVIRONMENT(
            "E0003",
            "envvar_configmap_missing",
            "An environment variable comes from a ConfigMap that no event up to this one applies in the namespace of the pod.",
            "Apply the ConfigMap in an earlier event, mark the reference as optional, or remove the variable."),
    /** A Secret for a volume is missing. */
    SECRET_IN_VOLUME(
            "E0004",
            "volume_secret_missing",
            "A volume comes from a Secret that no event up to this one applies in the namespace of the pod.",
            "Apply the Secret in an earlier event, mark it as optional, or remove the volume and its mounts."),
    /** A ConfigMap for a volume is missing. */
    CONFIG_MAP_IN_VOLUME(
            "E0005",
            "volume_configmap_missing",
            "A volume comes from a ConfigMap that no event up to this one applies in the namespace of the pod.",
            "Apply the ConfigMap in an earlier event, mark it as optional, or remove the volume and its mounts."),
    /** The file is no trace. */
    UNREADABLE(
            "E1000",
            "trace_unreadable",
            "The file is no SimKube trace of version 2, or is damaged; the message says where and why.",
            "Do what the message says; most often: export or fetch the file again."),
    /** A PersistentVolumeClaim is missing. */
    VOLUME_CLAIM(
            "E1001",
            "volume_claim_missing",
            "A volume names a PersistentVolumeClaim that no event up to this one applies in the namespace of the pod. The scheduler leaves its pods pending.",
            "Apply the PersistentVolumeClaim in an earlier event, or make the volume an emptyDir."),
    /** A Secret with the password of a registry is missing. */
    IMAGE_PULL_SECRET(
            "W1002",
            "image_pull_secret_missing",
            "A pod names an image pull secret that no event up to this one applies in its namespace. No image is pulled in a simulation, so pods start all the same.",
            "Remove the entry from imagePullSecrets, or apply the Secret in an earlier event."),
    /** A PriorityClass is missing. */
    PRIORITY_CLASS(
            "E1003",
            "priority_class_missing",
            "A pod names a PriorityClass that no event up to this one applies. The API server refuses its pods unless the cluster of the replay has it.",
            "Remove priorityClassName from the pod, or apply the PriorityClass in an earlier event; SimKube cannot, so create it on its cluster beforehand."),
    /** An object has no namespace though its kind has one. */
    NAMESPACE(
            "E1101",
            "namespace_missing",
            "An object has no metadata.namespace. SimKube's driver stops at it.",
            "Give the object its namespace."),
    /** An object is cluster-scoped. */
    CLUSTER_SCOPED(
            "W1102",
            "cluster_scoped_object",
            "An object is of a kind without namespaces. SimKube's driver stops at it; Sim-Arena plays it.",
            "Delete the object from the trace before it goes to SimKube, and create it on the cluster beforehand."),
    /** The version is none that is loaded. */
    VERSION(
            "E1201",
            "version_unsupported",
            "The file has the form of version 2 and says version 1. SimKube refuses it.",
            "Write version 2."),
    /** A key that SimKube requires is missing. */
    MISSING_KEY(
            "E1202",
            "key_missing",
            "A key that SimKube requires is missing. It refuses the file.",
            "Add the key; the index can be computed from the events, all others may be empty."),
    /** A tracked kind has no path. */
    TRACKED_WITHOUT_PATH(
            "E1203",
            "tracked_kind_without_path",
            "A kind that SimKube does not know is tracked without a pod template path. SimKube 2.6 and later refuse the whole file.",
            "Take the kind out of config.trackedObjects; its objects may stay in the events and are applied."),
    /** A tracked kind has a wrong path. */
    TRACKED_WITH_WRONG_PATH(
            "E1204",
            "tracked_kind_with_wrong_path",
            "A kind that SimKube knows is tracked with other pod template paths than its own. SimKube 2.6 and later refuse the whole file.",
            "Remove the paths of the kind, so that SimKube takes its own."),
    /** A tracked kind has an unknown key. */
    TRACKED_WITH_UNKNOWN_KEY(
            "E1205",
            "tracked_kind_with_unknown_key",
            "A tracked kind has a key that SimKube does not know. SimKube 2.6 and later refuse the whole file.",
            "Remove the key."),
    /** Events are out of order. */
    UNSORTED(
            "E1206",
            "events_unsorted",
            "An event is earlier than the one before it. SimKube plays events as they stand in the file and reckons waits and length from their times.",
            "Sort the events by time."),
    /** An object is not in the index. */
    INDEX_ENTRY(
            "W1207",
            "index_entry_missing",
            "A tracked object is applied and has no entry in the index. SimKube takes its pods for none of the trace, so their lifecycles are not replayed.",
            "Add the hash of its last spec to the index."),
    /** A pod is larger than any node. */
    REQUEST_ABOVE_NODES(
            "W1301",
            "request_above_nodes",
            "A pod requests more cpu or memory than any node has, so it stays pending. The nodes are those that the trace declares, or those given with --node.",
            "Lower the requests, or give the replay larger nodes; leave it where an agent is to find out."),
    /** A quantity is none. */
    QUANTITY(
            "E1302",
            "quantity_invalid",
            "A request or limit is no quantity. The API server refuses the object.",
            "Write a quantity such as 500m or 2Gi.");

    private final String code;
    private final String title;
    private final String cause;
    private final String cure;

    LintRule(String code, String title, String cause, String cure) {
        this.code = code;
        this.title = title;
        this.cause = cause;
        this.cure = cure;
    }

    /** Return the code, for example {@code E0001}. */
    public String code() {
        return code;
    }

    /** Return the name, for example {@code service_account_missing}. */
    public String title() {
        return title;
    }

    /** Return what it means that the rule is broken. */
    public String cause() {
        return cause;
    }

    /** Return what to do. */
    public String cure() {
        return cure;
    }

    /** Return how bad it is, which the first letter of the code tells. */
    public Severity severity() {
        return code.charAt(0) == 'W' ? Severity.WARNING : Severity.ERROR;
    }

    /** Tell whether SimKube has the rule under the same code. */
    public boolean simkube() {
        return code.charAt(1) == '0';
    }

    /** Tell whether {@link LintFixes} mends it, which takes nothing from objects but a status, as a replay does. */
    public boolean fixable() {
        return switch (this) {
            case STATUS_POPULATED,
                    VERSION,
                    MISSING_KEY,
                    TRACKED_WITHOUT_PATH,
                    TRACKED_WITH_WRONG_PATH,
                    TRACKED_WITH_UNKNOWN_KEY,
                    UNSORTED,
                    INDEX_ENTRY -> true;
            default -> false;
        };
    }

    /** Find a rule by its code or name, case aside. */
    public static Optional<LintRule> find(String codeOrTitle) {
        return Arrays.stream(values())
                .filter(rule -> rule.code.equalsIgnoreCase(codeOrTitle) || rule.title.equalsIgnoreCase(codeOrTitle))
                .findFirst();
    }

    /** Return all codes. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(LintRule::code).toList();
    }
}
