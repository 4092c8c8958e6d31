package dev.simarena.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceEditsTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DeploymentRef WEB = DeploymentRef.parse("web");
    private static final Quantity CPU = Quantity.parse("500m");
    private static final Quantity LESS_CPU = Quantity.parse("-500m");
    private static final Quantity MEMORY = Quantity.parse("256Mi");
    private static final String REQUESTS = "/spec/template/spec/containers/0/resources/requests";

    @ParameterizedTest
    @CsvSource({"CPU, 500m, 2500m", "CPU, -500m, 1500m", "MEMORY, 256Mi, 2304Mi", "MEMORY, -256Mi, 1792Mi"})
    void request_edit_changes_only_that_request(ResourceName resource, String delta, String expected) {
        Trace trace = trace(deployment("web", 3, "2", "2Gi"));

        EditResult result = TraceEdits.addRequest(trace, WEB, resource, Quantity.parse(delta));

        assertThat(result.changed()).isTrue();
        assertThat(result.reason()).isNull();
        assertThat(changes(trace, result.trace()))
                .isEqualTo(Map.of(REQUESTS + "/" + resource.key(), "\"" + expected + "\""));
        assertReloads(result.trace());
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "-1, 2", "-3, 0", "97, 100"})
    void replica_edit_changes_only_replicas_and_keeps_an_integer(int delta, int expected) {
        Trace trace = trace(deployment("web", 3, "2", "2Gi"));

        EditResult result = TraceEdits.addReplicas(trace, WEB, delta);

        assertThat(changes(trace, result.trace())).isEqualTo(Map.of("/spec/replicas", Integer.toString(expected)));
        assertReloads(result.trace());
    }

    @Test
    void absent_replicas_count_as_one() {
        Trace trace = trace("{'spec': {'template': {}}}");
        assertThat(changes(trace, TraceEdits.addReplicas(trace, WEB, 1).trace()))
                .isEqualTo(Map.of("/spec/replicas", "2"));
        assertThat(TraceEdits.copies(trace, WEB)).containsExactly(new DeploymentCopy(0, 1, null, null));
    }

    @Test
    void null_replicas_count_as_one() {
        Trace trace = trace("{'spec': {'replicas': null}}");
        assertThat(changes(trace, TraceEdits.addReplicas(trace, WEB, 2).trace()))
                .isEqualTo(Map.of("/spec/replicas", "3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name': 'a'}",
                "{'name': 'a', 'resources': null}",
                "{'name': 'a', 'resources': {}}",
                "{'name': 'a', 'resources': {'requests': null}}",
                "{'name': 'a', 'resources': {'requests': {}}}",
                "{'name': 'a', 'resources': {'requests': {'cpu': null}}}"
            })
    void absent_request_is_created_when_adding_and_never_reduced(String container) {
        Trace trace =
                trace("{'spec': {'template': {'spec': {'containers': [%s, {'name': 'b'}]}}}}".formatted(container));

        EditResult more = TraceEdits.addRequest(trace, WEB, ResourceName.CPU, CPU);
        assertThat(only(more.trace()).body().at(REQUESTS + "/cpu").textValue()).isEqualTo("500m");
        assertThat(only(more.trace()).body().at("/spec/template/spec/containers/1"))
                .isSameAs(only(trace).body().at("/spec/template/spec/containers/1"));
        assertReloads(more.trace());

        EditResult less = TraceEdits.addRequest(trace, WEB, ResourceName.CPU, LESS_CPU);
        assertThat(less.trace()).isSameAs(trace);
        assertThat(less.reason())
                .isEqualTo(
                        "Deployment [default/web] in event [0] requests no [cpu], so there is nothing to reduce. Add to it first.");
    }

    @Test
    void requests_written_as_numbers_are_read_and_become_strings() {
        Trace trace = trace(
                "{'spec': {'template': {'spec': {'containers': [{'resources': {'requests': {'cpu': 2, 'memory': 2147483648}}}]}}}}");
        Trace edited = TraceEdits.addRequest(trace, WEB, ResourceName.CPU, CPU).trace();
        edited = TraceEdits.addRequest(edited, WEB, ResourceName.MEMORY, MEMORY).trace();
        assertThat(changes(trace, edited))
                .isEqualTo(Map.of(REQUESTS + "/cpu", "\"2500m\"", REQUESTS + "/memory", "\"2415919104\""));
    }

    @Test
    void every_applied_copy_is_edited_and_nothing_else_copied() {
        TraceObject web = object(deployment("web", 3, "2", "2Gi"));
        TraceObject other = object(deployment("other", 3, "2", "2Gi"));
        TraceObject later = object(deployment("web", 5, "4", "2Gi"));
        Trace trace = Trace.of(List.of(
                new TraceEvent(10, List.of(web, other), List.of()),
                new TraceEvent(20, List.of(other), List.of()),
                new TraceEvent(30, List.of(later), List.of(web))));

        Trace edited = TraceEdits.addReplicas(trace, WEB, 1).trace();

        assertThat(TraceEdits.copies(edited, WEB))
                .extracting(DeploymentCopy::event, DeploymentCopy::replicas)
                .containsExactly(tuple(0, 4), tuple(2, 6));
        assertThat(edited.events().get(0).applied().get(1)).isSameAs(other);
        assertThat(edited.events().get(1)).isSameAs(trace.events().get(1));
        assertThat(edited.events().get(2).deleted().get(0)).isSameAs(web);
        assertThat(edited.events().get(0).applied().get(0).body().get("metadata"))
                .isSameAs(web.body().get("metadata"));
        assertThat(web.body().at("/spec/replicas").intValue()).isEqualTo(3);
    }

    @Test
    void namespace_selects_the_copy_and_no_namespace_selects_all() {
        ObjectNode inShop = json(deployment("web", 1, "2", "2Gi"));
        ((ObjectNode) inShop.get("metadata")).put("namespace", "shop");
        Trace trace = Trace.of(List.of(new TraceEvent(
                10, List.of(object(deployment("web", 3, "2", "2Gi")), TraceObject.of(inShop)), List.of())));
        assertThat(TraceEdits.copies(trace, DeploymentRef.parse("shop/web")))
                .extracting(DeploymentCopy::replicas)
                .containsExactly(1);
        assertThat(TraceEdits.copies(trace, WEB)).hasSize(2);
    }

    @Test
    void one_unreadable_copy_keeps_all_copies_unchanged() {
        Trace trace = Trace.of(List.of(
                new TraceEvent(10, List.of(object(deployment("web", 3, "2", "2Gi"))), List.of()),
                new TraceEvent(20, List.of(object(deployment("web", 3, "1K", "2Gi"))), List.of())));

        EditResult result = TraceEdits.addRequest(trace, WEB, ResourceName.CPU, CPU);

        assertThat(result.changed()).isFalse();
        assertThat(result.trace()).isSameAs(trace);
        assertThat(result.reason())
                .startsWith(
                        "Deployment [default/web] in event [1] has an unreadable cpu request: Quantity [1K] has the unknown unit [K].");
        assertThatExceptionOfType(InvalidQuantityException.class)
                .isThrownBy(() -> TraceEdits.copies(trace, WEB))
                .withMessageContaining("Quantity [1K]");
        assertThat(TraceEdits.addRequest(trace, WEB, ResourceName.MEMORY, MEMORY)
                        .changed())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | has no [spec]. Complete it before editing.",
                "{'spec': 1} | has a [spec] that is no map. Repair it before editing.",
                "{'spec': {}} | has no [spec.template]. Complete it before editing.",
                "{'spec': {'template': []}} | has a [spec.template] that is no map. Repair it before editing.",
                "{'spec': {'template': {'spec': null}}} | has no [spec.template.spec]. Complete it before editing.",
                "{'spec': {'template': {'spec': {}}}} | has no [spec.template.spec.containers]. Complete it before editing.",
                "{'spec': {'template': {'spec': {'containers': {}}}}} | has a [spec.template.spec.containers] that is no list. Repair it before editing.",
                "{'spec': {'template': {'spec': {'containers': []}}}} | has no [spec.template.spec.containers[0]]. Complete it before editing.",
                "{'spec': {'template': {'spec': {'containers': ['x']}}}} | has a [spec.template.spec.containers[0]] that is no map. Repair it before editing.",
                "{'spec': {'template': {'spec': {'containers': [{'resources': 'x'}]}}}} | has a [containers[0].resources] that is no map. Repair it before editing.",
                "{'spec': {'template': {'spec': {'containers': [{'resources': {'requests': []}}]}}}} | has a [containers[0].resources.requests] that is no map. Repair it before editing."
            })
    void malformed_deployment_stays_unchanged_with_the_reason(String body, String reason) {
        Trace trace = trace(body);
        EditResult result = TraceEdits.addRequest(trace, WEB, ResourceName.CPU, CPU);
        assertThat(result.trace()).isSameAs(trace);
        assertThat(result.reason()).isEqualTo("Deployment [default/web] in event [0] " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"'two' | two", "2.5 | 2.5", "3000000000 | 3000000000", "[] | array", "true | true"})
    void replicas_that_are_no_integer_stay_unchanged_with_the_reason(String replicas, String shown) {
        Trace trace = trace("{'spec': {'replicas': %s}}".formatted(replicas));
        EditResult result = TraceEdits.addReplicas(trace, WEB, 1);
        assertThat(result.trace()).isSameAs(trace);
        assertThat(result.reason())
                .isEqualTo(
                        "Deployment [default/web] in event [0] has replicas [%s], which is no integer of 32 bits. Write spec.replicas as a number."
                                .formatted(shown));
        assertThatExceptionOfType(InvalidQuantityException.class).isThrownBy(() -> TraceEdits.copies(trace, WEB));
    }

    @Test
    void result_below_zero_stays_unchanged_with_the_reason() {
        Trace trace = trace(deployment("web", 0, "100m", "100Mi"));
        assertThat(TraceEdits.addRequest(trace, WEB, ResourceName.CPU, LESS_CPU).reason())
                .isEqualTo(
                        "Deployment [default/web] in event [0] would request [-400m] of cpu, less than zero. Keep it at zero or more.");
        assertThat(TraceEdits.addReplicas(trace, WEB, -1).reason())
                .isEqualTo(
                        "Deployment [default/web] in event [0] would have [-1] replicas. Keep them between 0 and 2147483647.");
        assertThat(TraceEdits.addReplicas(trace, WEB, Integer.MAX_VALUE).changed())
                .isTrue();
        Trace full = TraceEdits.addReplicas(trace, WEB, Integer.MAX_VALUE).trace();
        assertThat(TraceEdits.addReplicas(full, WEB, 1).trace()).isSameAs(full);
    }

    @Test
    void edit_of_zero_stays_unchanged_with_the_reason() {
        Trace trace = trace(deployment("web", 1, "100m", "100Mi"));
        assertThat(TraceEdits.addReplicas(trace, WEB, 0).reason())
                .isEqualTo("Edit [0] of replicas changes nothing. Add a number other than zero.");
        assertThat(TraceEdits.addRequest(trace, WEB, ResourceName.CPU, Quantity.parse("0m"))
                        .trace())
                .isSameAs(trace);
    }

    @Test
    void sum_too_long_to_write_stays_unchanged_with_the_reason() {
        Trace trace = trace(deployment("web", 1, "1e1000", "100Mi"));
        EditResult result = TraceEdits.addRequest(trace, WEB, ResourceName.CPU, CPU);
        assertThat(result.changed()).isFalse();
        assertThat(result.reason()).contains("unreadable cpu request");
    }

    @Test
    void unknown_deployment_names_those_that_exist_and_the_nearest() {
        Trace trace = Trace.of(List.of(new TraceEvent(
                10,
                List.of(object(deployment("web", 1, "1", "1Gi")), object(deployment("api", 1, "1", "1Gi"))),
                List.of())));
        assertThat(TraceEdits.addReplicas(trace, DeploymentRef.parse("wbe"), 1).reason())
                .isEqualTo(
                        "Deployment [wbe] does not exist in the trace. Did you mean [web]? Available: default/api, default/web");
        assertThat(TraceEdits.addReplicas(trace, DeploymentRef.parse("defualt/web"), 1)
                        .reason())
                .isEqualTo(
                        "Deployment [defualt/web] does not exist in the trace. Did you mean [default/web]? Available: default/api, default/web");
        assertThat(TraceEdits.copies(trace, DeploymentRef.parse("wbe"))).isEmpty();
        assertThat(TraceEdits.addReplicas(Trace.of(List.of()), WEB, 1).reason())
                .isEqualTo(
                        "Deployment [web] does not exist in the trace, which applies none. Choose a trace that applies it.");
    }

    @Test
    void index_hash_follows_the_edit() {
        Trace trace = trace("{'spec': {'replicas': 41}}");
        Trace edited = TraceEdits.addReplicas(trace, WEB, 1).trace();
        // Golden value of {"replicas":42}, computed by SimKube.
        assertThat(edited.indexHash(Gvk.DEPLOYMENT, "default/web")).contains(3664028200602729212L);
        assertThat(trace.indexHash(Gvk.DEPLOYMENT, "default/web"))
                .isPresent()
                .isNotEqualTo(edited.indexHash(Gvk.DEPLOYMENT, "default/web"));
    }

    private static Map<String, String> changes(Trace before, Trace after) {
        return TreeDiff.of(only(before).body(), only(after).body());
    }

    private static TraceObject only(Trace trace) {
        return trace.events().get(0).applied().get(0);
    }

    private static void assertReloads(Trace trace) {
        Trace loaded = TraceFiles.read(trace.toBytes(), "edited.msgpack").trace();
        assertThat(loaded.events()).isEqualTo(trace.events());
    }

    private static Trace trace(String body) {
        return Trace.of(List.of(new TraceEvent(DeploymentTrace.START, List.of(object(body)), List.of())));
    }

    private static TraceObject object(String body) {
        ObjectNode root = JSON.createObjectNode();
        root.put("apiVersion", "apps/v1").put("kind", "Deployment");
        root.putObject("metadata").put("name", "web").put("namespace", "default");
        root.setAll(json(body));
        return TraceObject.of(root);
    }

    private static String deployment(String name, int replicas, String cpu, String memory) {
        return """
                {'apiVersion': 'apps/v1', 'kind': 'Deployment',
                 'metadata': {'name': '%s', 'namespace': 'default'},
                 'spec': {'replicas': %d, 'template': {'metadata': {'creationTimestamp': null}, 'spec': {'containers': [
                   {'name': 'main', 'image': 'x', 'resources': {'requests': {'cpu': '%s', 'memory': '%s'}, 'limits': {'cpu': '99'}}},
                   {'name': 'sidecar', 'resources': {'requests': {'cpu': '1', 'memory': '1Gi'}}}]}}}}
                """.formatted(name, replicas, cpu, memory);
    }

    private static ObjectNode json(String singleQuoted) {
        try {
            return (ObjectNode) JSON.readTree(singleQuoted.replace('\'', '"'));
        } catch (JsonProcessingException fault) {
            throw new IllegalArgumentException(singleQuoted, fault);
        }
    }
}
