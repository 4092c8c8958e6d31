package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fields that never change, and the differences a real API server 1.36 showed when they were to. */
class ImmutableFieldTests {

    private final World world = Manifests.world(1);

    @BeforeEach
    void createPods() {
        create(Gvk.POD, """
                {"metadata": {"name": "bound"}, "spec": {"nodeName": "node-0", "containers": [{"name": "c", "image": "i:1",
                 "resources": {"requests": {"cpu": "100m"}}, "ports": [{"containerPort": 80}]}]}}
                """);
        create(Gvk.POD, """
                {"metadata": {"name": "gated"}, "spec": {"schedulingGates": [{"name": "x/y"}], "nodeSelector": {"a": "b"},
                 "containers": [{"name": "c", "image": "i:1"}]}}
                """);
    }

    @Test
    void only_a_binding_tells_a_pod_where_to_run() {
        assertThat(difference("bound", "{\"spec\": {\"nodeName\": null}}")).contains("""
                  "AutomountServiceAccountToken": null,
                - "NodeName": "node-0",
                + "NodeName": "",
                  "SecurityContext": {
                """);
        assertThat(difference("gated", "{\"spec\": {\"nodeName\": \"node-1\"}}"))
                .contains("""
                        - "NodeName": "",
                        + "NodeName": "node-1",
                        """);
        assertThat(node("bound")).isEqualTo("node-0");
        assertThat(node("gated")).isEmpty();
    }

    @Test
    void a_pod_that_is_put_back_without_its_node_is_refused() {
        JsonNode pod = world.requests().get(Gvk.POD, "default", "bound", Subresource.NONE);
        ((ObjectNode) pod.path("spec")).remove("nodeName");

        ApiException refusal = catchThrowableOfType(
                ApiException.class, () -> world.requests().replace(Gvk.POD, "default", "bound", pod, Subresource.NONE));

        assertThat(refusal).hasMessageContaining("- \"NodeName\": \"node-0\",\n+ \"NodeName\": \"\",\n");
    }

    @Test
    void every_difference_of_a_pod_is_shown_with_its_surroundings() {
        assertThat(difference("bound", """
                        {"spec": {"hostNetwork": true, "dnsPolicy": "Default", "terminationGracePeriodSeconds": 3}}
                        """)).isEqualTo("""
                        @@ -11,7 +11,7 @@
                            "Ports": [
                             {
                              "Name": "",
                        -     "HostPort": 0,
                        +     "HostPort": 80,
                              "ContainerPort": 80,
                              "Protocol": "TCP",
                              "HostIP": ""
                        @@ -46,15 +46,15 @@
                          ],
                          "EphemeralContainers": null,
                          "RestartPolicy": "Always",
                        - "TerminationGracePeriodSeconds": 30,
                        + "TerminationGracePeriodSeconds": 3,
                          "ActiveDeadlineSeconds": null,
                        - "DNSPolicy": "ClusterFirst",
                        + "DNSPolicy": "Default",
                          "NodeSelector": null,
                          "ServiceAccountName": "",
                          "AutomountServiceAccountToken": null,
                          "NodeName": "node-0",
                          "SecurityContext": {
                        -  "HostNetwork": false,
                        +  "HostNetwork": true,
                           "HostPID": false,
                           "HostIPC": false,
                           "ShareProcessNamespace": null,
                        """);
    }

    @Test
    void a_pod_at_a_gate_may_be_told_more_closely_where_to_run() {
        assertThat(refusal(Gvk.POD, "gated", "{\"spec\": {\"nodeSelector\": {\"b\": \"c\"}}}"))
                .isNull();
        assertThat(refusal(Gvk.POD, "gated", "{\"spec\": {\"nodeSelector\": {\"a\": \"c\"}}}"))
                .isEqualTo("Pod \"gated\" is invalid: spec.nodeSelector: Invalid value: {\"a\":\"c\",\"b\":\"c\"}: only"
                        + " additions to spec.nodeSelector are allowed (no mutations or deletions)");
        assertThat(refusal(Gvk.POD, "gated", affinity("v"))).isNull();
        assertThat(refusal(Gvk.POD, "gated", affinity("w")))
                .isEqualTo("Pod \"gated\" is invalid: spec.affinity.nodeAffinity"
                        + ".requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]: Invalid value:"
                        + " {\"MatchExpressions\":[{\"Key\":\"k\",\"Operator\":\"In\",\"Values\":[\"w\"]}],"
                        + "\"MatchFields\":null}: only additions are allowed (no mutations or deletions)");
    }

    @Test
    void gates_are_only_taken_away() {
        assertThat(refusal(Gvk.POD, "bound", "{\"spec\": {\"schedulingGates\": [{\"name\": \"a/b\"}]}}"))
                .isEqualTo(
                        "Pod \"bound\" is invalid: spec.schedulingGates[0].name: Forbidden: only deletion is allowed,"
                                + " but found new scheduling gate 'a/b'");
    }

    @Test
    void policies_of_a_job_are_shown_as_go_holds_them() {
        create(Job.GVK, """
                {"metadata": {"name": "j"}, "spec": {"completions": 2, "completionMode": "Indexed", "podFailurePolicy":
                 {"rules": [{"action": "Ignore", "onPodConditions": [{"type": "DisruptionTarget"}]}]}, "template": {"spec":
                 {"restartPolicy": "Never", "containers": [{"name": "c", "image": "i"}]}}}}
                """);
        assertThat(refusal(Job.GVK, "j", """
                        {"spec": {"podFailurePolicy": {"rules": [{"action": "FailJob", "onExitCodes": {"operator": "In",
                         "values": [3]}}]}}}
                        """))
                .isEqualTo("Job.batch \"j\" is invalid: spec.podFailurePolicy: Invalid value:"
                        + " {\"Rules\":[{\"Action\":\"FailJob\",\"OnExitCodes\":{\"ContainerName\":null,\"Operator\":"
                        + "\"In\",\"Values\":[3]},\"OnPodConditions\":null}]}: field is immutable");
    }

    @Test
    void a_claim_and_the_source_of_a_volume_never_change() {
        create(PersistentVolume.GVK, """
                {"metadata": {"name": "pv"}, "spec": {"capacity": {"storage": "1Gi"}, "accessModes": ["ReadWriteOnce"],
                 "hostPath": {"path": "/x"}}}
                """);
        create(PersistentVolumeClaim.GVK, """
                {"metadata": {"name": "pvc"}, "spec": {"accessModes": ["ReadWriteOnce"], "storageClassName": "none",
                 "resources": {"requests": {"storage": "1Gi"}}}}
                """);
        assertThat(refusal(PersistentVolume.GVK, "pv", "{\"spec\": {\"hostPath\": {\"path\": \"/y\"}}}"))
                .contains("spec.persistentvolumesource is immutable after creation\n@@ -")
                .contains("""
                          "HostPath": {
                        -  "Path": "/x",
                        +  "Path": "/y",
                        """);
        assertThat(refusal(PersistentVolumeClaim.GVK, "pvc", "{\"spec\": {\"accessModes\": [\"ReadOnlyMany\"]}}"))
                .startsWith(
                        "PersistentVolumeClaim \"pvc\" is invalid: spec: Forbidden: spec is immutable after creation"
                                + " except resources.requests and volumeAttributesClassName for bound claims\n@@ -")
                .endsWith("""
                        @@ -1,6 +1,6 @@
                         {
                          "AccessModes": [
                        -  "ReadWriteOnce"
                        +  "ReadOnlyMany"
                          ],
                          "Selector": null,
                          "Resources": {
                        """);
    }

    private static String affinity(String value) {
        return """
                {"spec": {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
                 "nodeSelectorTerms": [{"matchExpressions": [{"key": "k", "operator": "In", "values": ["%s"]}]}]}}}}}
                """.formatted(value);
    }

    private String node(String pod) {
        return world.requests()
                .get(Gvk.POD, "default", pod, Subresource.NONE)
                .at("/spec/nodeName")
                .asText("");
    }

    private String difference(String pod, String patch) {
        String message = String.valueOf(refusal(Gvk.POD, pod, patch));
        assertThat(message).startsWith("Pod \"" + pod + "\" is invalid: spec: Forbidden: pod updates may not change");
        return message.substring(message.indexOf("@@"));
    }

    private @Nullable String refusal(Gvk gvk, String name, String patch) {
        String namespace = gvk.equals(PersistentVolume.GVK) ? null : "default";
        ApiException refusal = catchThrowableOfType(
                ApiException.class,
                () -> world.requests()
                        .patch(gvk, namespace, name, PatchType.MERGE, Manifests.json(patch), Subresource.NONE));
        return refusal == null ? null : refusal.getMessage();
    }

    private void create(Gvk gvk, String object) {
        world.requests().create(gvk, gvk.equals(PersistentVolume.GVK) ? null : "default", Manifests.json(object));
    }
}
