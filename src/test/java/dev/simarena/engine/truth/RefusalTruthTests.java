package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Latency;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.Requests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.model.ApiException;
import dev.simarena.trace.Gvk;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the API server says of objects with one wrong value, word for word. */
class RefusalTruthTests {

    private static final TruthTable TABLE = TruthTable.of("refusals");

    /** Clients are slow here, so that controllers do not begin to work for objects that are taken. */
    private final World world = new World(WorldOptions.of(1, Manifests.START).withLatency(Latency.KIND_LIKE));

    @TestFactory
    List<DynamicTest> objects_are_taken_or_refused_in_the_same_words() {
        return TABLE.tests(single -> {
            JsonNode object =
                    TABLE.field("bases").path(single.path("base").asText()).deepCopy();
            change(object, JsonPointer.compile(single.path("path").asText()), single);
            Requests requests = world.fork().requests();
            if (!single.has("code")) {
                assertThat(create(requests, object).path("kind")).isEqualTo(object.path("kind"));
                return;
            }
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> create(requests, object))
                    .satisfies(refusal -> assertThat(refusal.code())
                            .isEqualTo(single.path("code").asInt()))
                    .withMessage(single.path("message").asText());
        });
    }

    private static JsonNode create(Requests requests, JsonNode object) {
        Gvk gvk = Gvk.of(object.path("apiVersion").asText(), object.path("kind").asText());
        boolean namespaced = object.at("/metadata/namespace").isTextual();
        return requests.create(gvk, namespaced ? "default" : null, object);
    }

    /** Put the value of a case into its place, or take out what is there where the case has none. */
    private static void change(JsonNode object, JsonPointer path, JsonNode single) {
        JsonNode owner = object.at(path.head());
        String last = path.last().getMatchingProperty();
        if (owner instanceof ArrayNode list) {
            int index = Integer.parseInt(last);
            list.remove(index);
            if (single.has("value")) {
                list.insert(index, single.path("value"));
            }
        } else if (single.has("value")) {
            ((ObjectNode) owner).set(last, single.path("value"));
        } else {
            ((ObjectNode) owner).remove(last);
        }
    }
}
