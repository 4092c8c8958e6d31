package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.Kinds;
import org.junit.jupiter.api.Test;

/** Expected texts and fields are those of kube-apiserver 1.36 with the service network 10.96.0.0/16. */
class ServiceKindTests {

    private final World world = new World(WorldOptions.of(1, Manifests.START).withSystemObjects(true));

    @Test
    void a_service_gets_an_address_that_depends_on_its_name_only() {
        JsonNode service = create(world, "a", "{ports: [{port: 80}]}");
        assertThat(service.path("clusterIP").asText()).startsWith("10.96.");
        assertThat(service.path("clusterIPs").path(0)).isEqualTo(service.path("clusterIP"));
        assertThat(service.path("ipFamilies").toString()).isEqualTo("[\"IPv4\"]");
        assertThat(service.path("ipFamilyPolicy").asText()).isEqualTo("SingleStack");

        World other = new World(WorldOptions.of(2, Manifests.START));
        assertThat(create(other, "a", "{ports: [{port: 80}]}").path("clusterIP"))
                .isEqualTo(service.path("clusterIP"));
    }

    @Test
    void a_headless_service_without_selector_is_of_both_families() {
        JsonNode service = create(world, "a", "{clusterIP: None}");
        assertThat(service.path("clusterIPs").toString()).isEqualTo("[\"None\"]");
        assertThat(service.path("ipFamilies").toString()).isEqualTo("[\"IPv4\",\"IPv6\"]");
        assertThat(service.path("ipFamilyPolicy").asText()).isEqualTo("RequireDualStack");
    }

    @Test
    void what_another_service_has_is_refused() {
        create(world, "a", "{clusterIP: 10.96.0.77, type: NodePort, ports: [{port: 80, nodePort: 30777}]}");
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> create(world, "b", "{clusterIP: 10.96.0.77, ports: [{port: 80}]}"))
                .withMessage("Service \"b\" is invalid: spec.clusterIPs: Invalid value: [\"10.96.0.77\"]: failed to"
                        + " allocate IP 10.96.0.77: provided IP is already allocated");
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> create(world, "b", "{type: NodePort, ports: [{port: 80, nodePort: 30777}]}"))
                .withMessage("Service \"b\" is invalid: spec.ports[0].nodePort: Invalid value: 30777: provided port is"
                        + " already allocated");
    }

    @Test
    void node_ports_are_of_their_range_and_all_different() {
        JsonNode service =
                create(world, "a", "{type: LoadBalancer, ports: [{port: 80, name: a}, {port: 81, name: b}]}");
        int first = service.at("/ports/0/nodePort").asInt();
        int second = service.at("/ports/1/nodePort").asInt();
        assertThat(first).isBetween(30_000, 32_767).isNotEqualTo(second);
        assertThat(second).isBetween(30_000, 32_767);
        assertThat(service.path("allocateLoadBalancerNodePorts").asBoolean()).isTrue();
    }

    private static JsonNode create(World world, String name, String spec) {
        try {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.putObject("metadata").put("name", name);
            object.set("spec", new YAMLMapper().readTree(spec));
            return world.requests().create(Kinds.SERVICE, "default", object).path("spec");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
