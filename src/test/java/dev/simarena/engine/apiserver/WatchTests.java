package dev.simarena.engine.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.Propagation;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.message.Subscription;
import dev.simarena.engine.apiserver.message.WatchAnswer;
import dev.simarena.engine.apiserver.message.WatchSink;
import dev.simarena.engine.apiserver.watch.WatchOptions;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.trace.Gvk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Watch what clients and controllers do; expected events and messages are those a real API server told. */
class WatchTests {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final Gvk CONFIG_MAP = new Gvk("", "v1", "ConfigMap");

    private final World world = new World(WorldOptions.of(1, Manifests.START));
    private final ApiServer server = new ApiServer(world);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void watcher_sees_additions_changes_and_deletions_with_their_versions() {
        long before = version();
        try (WatchedEvents events = WatchedEvents.of(server, MAPS + "?watch=1&resourceVersion=" + before)) {
            put("a", "1");
            put("a", "2");
            delete("a");
            assertThat(events.texts())
                    .containsExactly(
                            "ADDED a@" + (before + 1), "MODIFIED a@" + (before + 2), "DELETED a@" + (before + 3));
            assertThat(events.all().get(2).at("/object/data/v").asText()).isEqualTo("2");
        }
    }

    @Test
    void paths_of_long_ago_watch_too() {
        put("a", "1");
        put("b", "1");
        String all = "/api/v1/watch/namespaces/default/configmaps?resourceVersion=1";
        String one = "/api/v1/watch/namespaces/default/configmaps/b?resourceVersion=1";
        try (WatchedEvents events = WatchedEvents.of(server, all);
                WatchedEvents some = WatchedEvents.of(server, one)) {
            delete("b");
            assertThat(events.all())
                    .extracting(event -> event.path("type").asText() + " "
                            + event.at("/object/metadata/name").asText())
                    .containsExactly("ADDED a", "ADDED b", "DELETED b");
            assertThat(some.all())
                    .extracting(event -> event.path("type").asText() + " "
                            + event.at("/object/metadata/name").asText())
                    .containsExactly("ADDED b", "DELETED b");
        }
        assertThat(((Answer) server.handle(ApiRequest.get("/api/v1/watch/nothing"))).status())
                .isEqualTo(404);
        assertThat(((Answer) server.handle(ApiRequest.json("DELETE", all, ""))).status())
                .isEqualTo(404);
    }

    @Test
    void watcher_may_go_on_from_any_version_since_the_server_began() {
        put("a", "1");
        put("a", "2");
        try (WatchedEvents events = WatchedEvents.of(server, MAPS + "?watch=true&resourceVersion=1")) {
            assertThat(events.all())
                    .extracting(event -> event.path("type").asText())
                    .containsExactly("ADDED", "MODIFIED");
            assertThat(events.all())
                    .extracting(event -> event.at("/object/data/v").asText())
                    .containsExactly("1", "2");
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "&resourceVersion=0", "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"})
    void without_a_version_all_objects_come_first_in_the_order_of_their_keys(String parameters) {
        put("b", "1");
        put("a", "1");
        try (WatchedEvents events = WatchedEvents.of(server, MAPS + "?watch=1" + parameters)) {
            assertThat(events.all())
                    .extracting(event -> event.at("/object/metadata/name").asText())
                    .containsExactly("a", "b");
            put("c", "1");
            assertThat(events.texts()).last().asString().startsWith("ADDED c@");
        }
    }

    @Test
    void initial_events_end_with_a_bookmark_where_bookmarks_are_allowed() {
        put("a", "1");
        try (WatchedEvents events = WatchedEvents.of(server, MAPS + "?watch=1&allowWatchBookmarks=true")) {
            assertThat(events.texts()).containsExactly("ADDED a@" + version(), "BOOKMARK -@" + version());
            assertThat(events.all().get(1).path("object").toString())
                    .isEqualTo("{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\""
                            + version()
                            + "\",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}}}");
        }
    }

    @Test
    void bookmark_of_pods_shows_a_pod_of_which_nothing_was_set() {
        try (WatchedEvents events =
                WatchedEvents.of(server, "/api/v1/pods?watch=1&allowWatchBookmarks=1&resourceVersion=" + version())) {
            server.watches().tellVersions();
            assertThat(events.all())
                    .singleElement()
                    .asString()
                    .isEqualTo(
                            "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"spec\":{\"containers\":null},"
                                    + "\"status\":{},\"metadata\":{\"resourceVersion\":\"" + version() + "\"}}}");
        }
    }

    @Test
    void watch_without_initial_events_begins_now() {
        put("a", "1");
        String parameters = "?watch=1&sendInitialEvents=false&resourceVersionMatch=NotOlderThan";
        try (WatchedEvents events = WatchedEvents.of(server, MAPS + parameters)) {
            assertThat(events.all()).isEmpty();
            put("b", "1");
            assertThat(events.texts()).containsExactly("ADDED b@" + version());
        }
    }

    @Test
    void watch_from_a_version_to_come_sees_only_what_comes_after_it() {
        long future = version() + 2;
        try (WatchedEvents events = WatchedEvents.of(server, MAPS + "?watch=1&resourceVersion=" + future)) {
            put("a", "1");
            put("b", "1");
            assertThat(events.all()).isEmpty();
            put("c", "1");
            assertThat(events.texts()).containsExactly("ADDED c@" + (future + 1));
        }
    }

    @Test
    void watch_from_forgotten_changes_is_told_that_its_version_expired() {
        put("a", "1");
        put("a", "2");
        server.exclusively(() -> {
            server.watches().forget();
            return true;
        });
        long known = version();
        try (WatchedEvents events = WatchedEvents.of(server, MAPS + "?watch=1&resourceVersion=1")) {
            JsonNode status = events.all().get(0).path("object");
            assertThat(events.all())
                    .singleElement()
                    .satisfies(event -> assertThat(event.path("type").asText()).isEqualTo("ERROR"));
            assertThat(status.path("message").asText()).isEqualTo("too old resource version: 1 (" + known + ")");
            assertThat(status.path("reason").asText()).isEqualTo("Expired");
            assertThat(status.path("code").asInt()).isEqualTo(410);
            assertThat(events.ended()).isTrue();
        }
        try (WatchedEvents events = WatchedEvents.of(server, MAPS + "?watch=1&resourceVersion=" + known)) {
            put("a", "3");
            assertThat(events.texts()).containsExactly("MODIFIED a@" + version());
        }
    }

    @Test
    void initial_events_of_a_version_to_come_time_out() {
        long future = version() + 1;
        String parameters =
                "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&resourceVersion=" + future;
        try (WatchedEvents events = WatchedEvents.of(server, MAPS + parameters)) {
            assertThat(events.all())
                    .singleElement()
                    .asString()
                    .isEqualTo(
                            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
                                    + "\"status\":\"Failure\",\"message\":\"Timeout: Too large resource version: %d, current: %d\","
                                            .formatted(future, future - 1)
                                    + "\"reason\":\"Timeout\",\"details\":{\"causes\":[{\"reason\":\"ResourceVersionTooLarge\","
                                    + "\"message\":\"Too large resource version\"}],\"retryAfterSeconds\":1},\"code\":504}}");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            resourceVersion=abc | 500 | resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax
            resourceVersion=-1  | 500 | resourceVersion: Invalid value: "-1": strconv.ParseUint: parsing "-1": invalid syntax
            timeoutSeconds=abc  | 400 | strconv.ParseInt: parsing "abc": invalid syntax
            sendInitialEvents=true | 422 | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan
            resourceVersionMatch=NotOlderThan | 422 | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided
            continue=abc        | 422 | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is provided
            resourceVersionMatch=Exact&resourceVersion=1 | 422 | ListOptions.meta.k8s.io "" is invalid: [resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided, resourceVersionMatch: Unsupported value: "Exact": supported values: "NotOlderThan"]
            """)
    void parameters_that_make_no_sense_are_refused_in_the_words_of_the_real_one(
            String query, int code, String message) {
        ApiResponse response = server.handle(ApiRequest.get(MAPS + "?watch=1&" + query));
        assertThat(response.status()).isEqualTo(code);
        assertThat(TranscriptEntry.read(((Answer) response).body())
                        .path("message")
                        .asText())
                .isEqualTo(message);
    }

    @Test
    void watch_whose_time_is_over_before_it_began_fails() {
        try (WatchedEvents events = WatchedEvents.of(server, MAPS + "?watch=1&timeoutSeconds=-1")) {
            assertThat(events.all().get(0).at("/object/message").asText()).isEqualTo("context deadline exceeded");
        }
    }

    @Test
    void flags_are_true_unless_they_are_0_or_false() {
        assertThat(WatchOptions.asked(Map.of("watch", List.of("")))).isTrue();
        assertThat(WatchOptions.asked(Map.of("watch", List.of("maybe")))).isTrue();
        assertThat(WatchOptions.asked(Map.of("watch", List.of("False")))).isFalse();
        assertThat(WatchOptions.asked(Map.of("watch", List.of("0")))).isFalse();
        assertThat(WatchOptions.asked(Map.of())).isFalse();
    }

    @Test
    void what_happens_in_a_fork_is_told_to_nobody() {
        try (WatchedEvents events = WatchedEvents.of(server, MAPS + "?watch=1")) {
            World fork = server.exclusively(world::fork);
            fork.submit(map("a", "1"));
            put("b", "1");
            assertThat(events.texts()).containsExactly("ADDED b@" + version());
        }
    }

    @Test
    void objects_of_an_earlier_version_can_be_listed() {
        put("a", "1");
        put("b", "1");
        long then = version();
        put("a", "2");
        delete("b");
        put("b", "again");
        put("c", "1");
        delete("c");
        assertThat(values(then)).containsExactly("a=1", "b=1");
        assertThat(values(then + 2)).containsExactly("a=2");
        assertThat(values(version())).containsExactly("a=2", "b=again");
    }

    @Test
    void a_thousand_watchers_see_ten_thousand_changes_without_loss() {
        int watchers = 1000;
        int changes = 10_000;
        AtomicLong lines = new AtomicLong();
        AtomicInteger disorder = new AtomicInteger();
        List<Subscription> subscriptions = new ArrayList<>();
        WatchAnswer answer =
                (WatchAnswer) server.handle(ApiRequest.get(MAPS + "?watch=1&resourceVersion=" + version()));
        byte[][] first = new byte[changes][];
        for (int i = 0; i < watchers; i++) {
            subscriptions.add(answer.open(new WatchSink() {
                private int seen;

                @Override
                public void event(byte[] frame) {
                    lines.incrementAndGet();
                    if (first[seen] == null) {
                        first[seen] = frame;
                    } else if (first[seen] != frame) {
                        disorder.incrementAndGet();
                    }
                    seen++;
                }

                @Override
                public void end() {
                    disorder.incrementAndGet();
                }
            }));
        }
        for (int i = 0; i < changes; i++) {
            put("m" + i % 10, String.valueOf(i));
        }
        server.watches().flush();
        assertThat(lines).hasValue((long) watchers * changes);
        assertThat(disorder).as("lines that are not the one all others got").hasValue(0);
        assertThat(server.watches().open()).isEqualTo(watchers);
        subscriptions.forEach(Subscription::close);
        assertThat(server.watches().open()).isZero();
    }

    @Test
    void watcher_that_is_never_ready_is_ended_once_its_changes_are_forgotten() {
        AtomicInteger told = new AtomicInteger();
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean ready = new AtomicBoolean();
        WatchAnswer answer =
                (WatchAnswer) server.handle(ApiRequest.get(MAPS + "?watch=1&resourceVersion=" + version()));
        try (Subscription subscription = answer.open(new WatchSink() {
            @Override
            public void event(byte[] frame) {
                told.incrementAndGet();
            }

            @Override
            public boolean ready() {
                return ready.get();
            }

            @Override
            public void end() {
                ended.set(true);
            }
        })) {
            put("a", "1");
            server.watches().flush();
            assertThat(told).hasValue(0);
            ready.set(true);
            subscription.resume();
            server.watches().flush();
            assertThat(told).hasValue(1);
            ready.set(false);
            for (int i = 0; i < 100 * 1024 + 1; i++) {
                put("a", String.valueOf(i));
            }
            server.watches().flush();
            assertThat(told).hasValue(1);
            assertThat(ended).isTrue();
        }
    }

    @Test
    void closing_the_server_ends_watches_and_their_thread() {
        WatchedEvents events = WatchedEvents.of(server, MAPS + "?watch=1");
        put("a", "1");
        assertThat(events.all()).hasSize(1);
        server.close();
        assertThat(events.ended()).isTrue();
        assertThat(server.watches().open()).isZero();
        put("a", "2");
        assertThat(events.all()).hasSize(1);
    }

    private List<String> values(long version) {
        return server.exclusively(() -> server.watches().at(CONFIG_MAP, version)).stream()
                .map(WatchTests::value)
                .toList();
    }

    private static String value(ApiObject object) {
        return object.name() + "="
                + ((GenericObject) object).body().at("/data/v").asText();
    }

    private long version() {
        return server.exclusively(() -> world.requests().resourceVersion());
    }

    private void put(String name, String value) {
        server.exclusively(() -> world.submit(map(name, value)));
    }

    private void delete(String name) {
        server.exclusively(() -> {
            world.delete(CONFIG_MAP, "default", name, Propagation.BACKGROUND);
            return true;
        });
    }

    private static JsonNode map(String name, String value) {
        return TranscriptEntry.read("""
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "%s", "namespace": "default"},
                 "data": {"v": "%s"}}""".formatted(name, value).getBytes(StandardCharsets.UTF_8));
    }
}
