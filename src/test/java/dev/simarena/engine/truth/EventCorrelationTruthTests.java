package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.event.EventRecorder;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.EventObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.trace.Gvk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which events are counted, combined and dropped. */
class EventCorrelationTruthTests {

    private final Map<String, ApiObject> objects = new TreeMap<>();
    private final Timeline timeline = new Timeline(Instant.parse("2026-01-01T00:00:00Z"));
    private final ObjectStore store = new ObjectStore(timeline, new Names(new RandomSource(1)));
    private final EventLog events = new EventLog(timeline, 1);

    @TestFactory
    List<DynamicTest> cases() {
        return TruthTable.of("event-correlation").tests(single -> new EventCorrelationTruthTests().check(single));
    }

    private void check(JsonNode single) {
        store.add(object(Gvk.NAMESPACE, null, "my-ns"));
        events.tell(new EventRecorder(store, timeline));
        long apart = (long) (single.path("apartSeconds").asDouble() * 1_000_000);
        for (JsonNode earlier : single.path("earlier")) {
            for (int i = 0; i < earlier.path("times").asInt(); i++) {
                report(earlier, i);
                timeline.moveTo(timeline.now() + apart);
            }
        }
        report(single.path("now"), 0);

        String container = "spec.containers{" + single.at("/now/container").asText() + "}";
        List<EventObject> shown = store.list(EventObject.GVK, "my-ns").stream()
                .map(EventObject.class::cast)
                .filter(event -> event.body().involved().name().equals("my-pod")
                        && event.body().involved().fieldPath().equals(container)
                        && event.body().reason().equals(single.at("/now/reason").asText())
                        && event.body().message().equals(single.path("shown").asText()))
                .toList();
        int count = single.path("count").asInt();
        assertThat(shown).hasSize(Math.min(1, count));
        shown.forEach(event -> assertThat(event.body().count()).isEqualTo(count));
    }

    private void report(JsonNode notation, int number) {
        String name = text(notation, "object", number);
        ApiObject about = objects.computeIfAbsent(
                name.isEmpty() ? "my-pod" : name, key -> object(new Gvk("", "v1", "Thing"), "my-ns", key));
        String container = "spec.containers{" + notation.path("container").asText() + "}";
        events.normal(
                about,
                text(notation, "reason", number),
                text(notation, "message", number),
                reference -> reference.at(container));
    }

    private static String text(JsonNode notation, String field, int number) {
        return notation.path(field).asText().replace("#", String.valueOf(number));
    }

    private static GenericObject object(Gvk gvk, @Nullable String namespace, String name) {
        return new GenericObject(gvk, namespace, name, Map.of(), Map.of(), JsonNodeFactory.instance.objectNode());
    }
}
