package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the API server adds to objects. */
class ApiDefaultsTruthTests {

    private static final TruthTable TABLE = TruthTable.of("api-defaults");

    @TestFactory
    List<DynamicTest> objects() {
        return TABLE.tests("objects", single -> {
            JsonNode stored = stored(manifest(single)).path("spec");
            single.path("stored").properties().forEach(entry -> {
                JsonNode found = stored.at(entry.getKey());
                if (entry.getValue().isNull()) {
                    assertThat(found.isMissingNode()).as(entry.getKey()).isTrue();
                } else {
                    assertThat(found).as(entry.getKey()).isEqualTo(entry.getValue());
                }
            });
        });
    }

    @TestFactory
    List<DynamicTest> pods() {
        return TABLE.tests("pods", single -> {
            ObjectNode pod = Manifests.pod("p", "{}");
            ObjectNode spec = (ObjectNode) pod.path("spec");
            if (single.has("pod")) {
                spec.set("resources", resources(single.path("pod").asText()));
            }
            for (JsonNode container : single.path("containers")) {
                ObjectNode added = spec.withArray("/containers").addObject();
                added.put("name", "c-" + spec.path("containers").size()).put("image", "i:1");
                added.set("resources", resources(container.asText()));
            }
            JsonNode stored = stored(pod).path("spec");
            if (single.has("stored pod")) {
                assertThat(lists(stored.path("resources")))
                        .isEqualTo(lists(resources(single.path("stored pod").asText())));
            }
            for (int i = 0; i < single.path("stored").size(); i++) {
                assertThat(lists(stored.path("containers").path(i).path("resources")))
                        .isEqualTo(lists(resources(single.path("stored").path(i).asText())));
            }
        });
    }

    private static JsonNode stored(ObjectNode manifest) {
        World world = new World(WorldOptions.of(1, Manifests.START));
        return world.apply(manifest);
    }

    /** Every kind gets what it cannot do without: a selector, a template, containers. */
    private static ObjectNode manifest(JsonNode single) {
        String[] kind = single.path("kind").asText().split(" ", 2);
        boolean pod = kind[1].equals("Pod");
        ObjectNode manifest = pod ? Manifests.pod("web", "10m", "1Mi") : Manifests.deployment("web", 1, "10m", "1Mi");
        manifest.put("apiVersion", kind[0]).put("kind", kind[1]);
        ObjectNode spec = (ObjectNode) manifest.path("spec");
        spec.remove("replicas");
        if (kind[1].equals("Job")) {
            spec.remove("selector");
        }
        if (kind[1].equals("StatefulSet")) {
            spec.put("serviceName", "web");
        }
        merge(spec, single.path("spec"));
        return manifest;
    }

    private static void merge(ObjectNode into, JsonNode from) {
        from.properties().forEach(entry -> {
            if (into.path(entry.getKey()) instanceof ObjectNode present
                    && entry.getValue().isObject()) {
                merge(present, entry.getValue());
            } else {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
    }

    private static ObjectNode resources(String text) {
        String[] lists = text.split("\\|", 2);
        ObjectNode resources = JsonNodeFactory.instance.objectNode();
        amounts(resources, "requests", lists[0]);
        amounts(resources, "limits", lists[1]);
        return resources;
    }

    private static void amounts(ObjectNode resources, String field, String text) {
        for (String word : Notation.words(text)) {
            String[] amount = word.split("=", 2);
            resources.withObject("/" + field).put(amount[0], amount[1]);
        }
    }

    private static Map<String, String> lists(JsonNode resources) {
        Map<String, String> lists = new TreeMap<>();
        for (String list : List.of("requests", "limits")) {
            resources
                    .path(list)
                    .properties()
                    .forEach(entry -> lists.put(
                            list + " " + entry.getKey(), entry.getValue().asText()));
        }
        return lists;
    }
}
