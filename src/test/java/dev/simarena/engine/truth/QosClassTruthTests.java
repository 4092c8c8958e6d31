package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Of which quality of service a pod is; resources are written {@code cpu memory | cpu memory}, requests and limits. */
class QosClassTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return TruthTable.of("qos-class").tests(single -> {
            ObjectNode pod = Manifests.pod("p", "{}");
            ObjectNode spec = (ObjectNode) pod.path("spec");
            containers(spec, "containers", single.path("containers"));
            containers(spec, "initContainers", single.path("init"));
            if (single.has("pod")) {
                resources(spec.putObject("resources"), single.path("pod").asText());
            }
            World world = Manifests.world(1);
            assertThat(world.apply(pod).at("/status/qosClass").asText())
                    .isEqualTo(single.path("class").asText());
        });
    }

    private static void containers(ObjectNode spec, String field, JsonNode texts) {
        for (JsonNode text : texts) {
            ObjectNode container = spec.withArray("/" + field).addObject();
            container
                    .put("name", field.charAt(0) + "-" + spec.path(field).size())
                    .put("image", "i:1");
            resources(container.putObject("resources"), text.asText());
        }
    }

    private static void resources(ObjectNode resources, String text) {
        String[] parts = text.split(" [|+] ", 3);
        amounts(resources, "requests", parts[0]);
        amounts(resources, "limits", parts[1]);
        if (parts.length > 2) {
            String[] extra = parts[2].split("=", 2);
            resources.withObject("/requests").put(extra[0], extra[1]);
            resources.withObject("/limits").put(extra[0], extra[1]);
        }
    }

    private static void amounts(ObjectNode resources, String field, String text) {
        String[] amounts = text.split(" ", 2);
        String[] names = {"cpu", "memory"};
        for (int i = 0; i < names.length; i++) {
            if (!amounts[i].equals("-")) {
                resources.withObject("/" + field).put(names[i], amounts[i]);
            }
        }
    }
}
