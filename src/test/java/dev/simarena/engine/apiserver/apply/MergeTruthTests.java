package dev.simarena.engine.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What becomes of an object that several managers apply to and update, and who owns what of it. */
class MergeTruthTests {

    private static final String VERSION = "v1";

    @TestFactory
    List<DynamicTest> sequences() throws IOException {
        String file = "/dev/simarena/engine/truth/server-side-apply.json";
        JsonNode table;
        try (InputStream stream = MergeTruthTests.class.getResourceAsStream(file)) {
            table = new ObjectMapper().readTree(Objects.requireNonNull(stream, file));
        }
        OpenApiShapes models = new OpenApiShapes(name -> table.path("schemas").get(name));
        Shape shape = models.named("root");
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode single : table.path("cases")) {
            tests.add(DynamicTest.dynamicTest("sequence " + (tests.size() + 1), () -> check(single, shape)));
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private static void check(JsonNode single, Shape shape) {
        Updater updater = new Updater(version -> version.equals(VERSION) ? shape : null, FieldSet.NONE);
        ObjectNode live = JsonNodeFactory.instance.objectNode();
        Managed managed = new Managed();
        int number = 0;
        for (JsonNode step : single.path("steps")) {
            String about = "step %d: %s".formatted(++number, step);
            Manager manager = new Manager(
                    step.path("manager").asText(), step.path("op").asText().equals("apply"), "", "");
            ObjectNode object = (ObjectNode) step.path("object");
            if (!manager.applies()) {
                managed = updater.update(live, object, VERSION, managed, manager);
                live = object;
            } else {
                ShapeCheck.check(object, shape, false);
                try {
                    Updater.Result result = updater.apply(
                            live,
                            object,
                            VERSION,
                            managed,
                            manager,
                            step.path("force").asBoolean());
                    assertThat(step.path("conflicts").isMissingNode()).as(about).isTrue();
                    live = result.object();
                    managed = result.managed();
                } catch (ConflictException e) {
                    assertThat(conflicts(e)).as(about).isEqualTo(step.path("conflicts"));
                    continue;
                }
            }
            assertThat(Values.equal(live, step.path("live")))
                    .as(about + "\n" + live)
                    .isTrue();
            ObjectNode owned = JsonNodeFactory.instance.objectNode();
            managed.owned()
                    .forEach((who, what) -> owned.set(who.name(), what.fields().toJson()));
            assertThat((JsonNode) owned).as(about).isEqualTo(step.path("managed"));
            live = (ObjectNode) step.path("live");
        }
    }

    private static ArrayNode conflicts(ConflictException e) {
        List<String> lines = new ArrayList<>();
        Objects.requireNonNull(e.answer().details())
                .causes()
                .forEach(cause -> lines.add(
                        cause.message().replace("conflict with \"", "").replaceAll("\"( using .*)?$", "")
                                + ": "
                                + cause.field()));
        lines.sort(null);
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        lines.forEach(array::add);
        return array;
    }
}
