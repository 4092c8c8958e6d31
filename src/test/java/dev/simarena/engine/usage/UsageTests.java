package dev.simarena.engine.usage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.simarena.engine.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTests {

    private static final long SECOND = 1_000_000;
    private static final String SPEC = """
            {"containers": [
              {"name": "web", "resources": {"requests": {"cpu": "500m", "memory": "256Mi"}, "limits": {"cpu": "1", "memory": "1Gi"}}},
              {"name": "log", "resources": {"requests": {"cpu": "100m"}}}]}
            """;

    @Test
    void nothing_is_declared_without_annotations() {
        assertThat(UsageReader.read(Map.of(), Manifests.json(SPEC))).isNull();
        assertThat(UsageReader.read(Map.of("simarena.dev/note", "x", "a/b", "c"), Manifests.json(SPEC)))
                .isNull();
    }

    @Test
    void annotations_of_kwok_measure_every_container_and_change_nothing() {
        UsageModel model = model("kwok.x-k8s.io/usage-cpu=250m", "kwok.x-k8s.io/usage-memory=100Mi");
        assertThat(model.measured()).isTrue();
        assertThat(model.changesLife()).isFalse();
        assertThat(model.containers())
                .extracting(container -> container.cpuAt(0, 1), container -> container.memoryAt(0, 1))
                .containsOnly(org.assertj.core.groups.Tuple.tuple(250L, 100L << 20));
    }

    @Test
    void own_annotations_win_over_those_of_kwok_and_those_of_a_container_over_both() {
        UsageModel model =
                model("kwok.x-k8s.io/usage-cpu=1", "simarena.dev/usage-cpu=2", "simarena.dev/usage-cpu.log=3");
        assertThat(model.containers())
                .extracting(container -> container.cpuAt(0, 1))
                .containsExactly(2000L, 3000L);
    }

    @ParameterizedTest(name = "{0} at {1} s")
    @CsvSource(
            delimiter = '|',
            value = {
                "250m | 0 | 250",
                "0s=100m,30s=400m,1m=1 | 0 | 100",
                "0s=100m,30s=400m,1m=1 | 29 | 100",
                "0s=100m,30s=400m,1m=1 | 30 | 400",
                "0s=100m,30s=400m,1m=1 | 61 | 1000",
                "10s=100m | 0 | 100"
            })
    void series_holds_each_amount_until_the_next(String usage, long second, long milli) {
        assertThat(model("simarena.dev/usage-cpu=" + usage).containers().get(0).cpuAt(second * SECOND, 1))
                .isEqualTo(milli);
    }

    @Test
    void noise_is_drawn_anew_every_period_within_its_range() {
        ContainerUsage usage =
                model("simarena.dev/usage-cpu=100m..400m/15s").containers().get(0);
        List<Long> drawn = new ArrayList<>();
        for (int period = 0; period < 1000; period++) {
            long start = 15 * SECOND * period;
            assertThat(usage.cpuAt(start + 15 * SECOND - 1, 7)).isEqualTo(usage.cpuAt(start, 7));
            drawn.add(usage.cpuAt(start, 7));
        }
        assertThat(drawn).allMatch(milli -> milli >= 100 && milli <= 400);
        assertThat(drawn.stream().mapToLong(Long::longValue).average().orElseThrow())
                .isBetween(240.0, 260.0);
        assertThat(usage.cpuAt(0, 8)).isNotEqualTo(usage.cpuAt(0, 7));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "simarena.dev/usage-cpu | lots | has amount [lots], which is no quantity",
                "simarena.dev/usage-cpu | -1 | has amount [-1], which is no quantity of 0 or more",
                "simarena.dev/usage-cpu | 1s=1,1s=2 | is not in the order of time",
                "simarena.dev/usage-cpu | 1s=1,2 | has a step without time",
                "simarena.dev/usage-cpu | 2..1/15s | is no range",
                "simarena.dev/usage-cpu | 1..2/15 | has time [15], which is no duration",
                "simarena.dev/startup-delay | soon | has time [soon], which is no duration",
                "simarena.dev/enforce-usage | yes | does not say to what. Use limits or requests.",
                "simarena.dev/usage-cpus | 1 | is unknown. Did you mean [usage-cpu]?",
                "simarena.dev/usage-cpu.wbe | 1 | names a container the pod does not have"
            })
    void says_what_is_wrong_with_an_annotation(String key, String value, String message) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> model(key + "=" + value))
                .withMessageStartingWith("Annotation [%s: %s] ", key, value)
                .withMessageContaining(message);
    }

    @Test
    void containers_are_held_to_limits_or_to_requests() {
        assertThat(model("simarena.dev/enforce-usage=limits").containers())
                .extracting(ContainerUsage::cpuBound, ContainerUsage::memoryBound)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1000L, 1L << 30),
                        org.assertj.core.groups.Tuple.tuple(Long.MAX_VALUE, Long.MAX_VALUE));
        assertThat(model("simarena.dev/enforce-usage=requests").containers())
                .extracting(ContainerUsage::cpuBound, ContainerUsage::memoryBound)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(500L, 256L << 20),
                        org.assertj.core.groups.Tuple.tuple(100L, 0L));
        assertThat(model("kwok.x-k8s.io/usage-cpu=9").containers().get(0).cpuAt(0, 1))
                .isEqualTo(9000);
    }

    @Test
    void start_takes_as_much_longer_as_cpu_is_throttled() {
        assertThat(start("0s=1", "10s")).isEqualTo(20 * SECOND);
        assertThat(start("0s=500m", "10s")).isEqualTo(10 * SECOND);
        // Half speed for 10 s, then the other half of the work at full speed.
        assertThat(start("0s=1,10s=100m", "10s")).isEqualTo(15 * SECOND);
        assertThat(model(
                                "simarena.dev/usage-cpu=1",
                                "simarena.dev/startup-delay=1s",
                                "simarena.dev/usage-memory=1",
                                "simarena.dev/enforce-usage=requests")
                        .containers()
                        .get(1)
                        .startEnds(1))
                .isEqualTo(10 * SECOND);
    }

    private static long start(String cpu, String delay) {
        return model(
                        "simarena.dev/usage-cpu=" + cpu,
                        "simarena.dev/startup-delay=" + delay,
                        "simarena.dev/enforce-usage=requests")
                .containers()
                .get(0)
                .startEnds(1);
    }

    @Test
    void delays_pass_before_a_container_is_ready() {
        PodLife life = life("simarena.dev/startup-delay=5s", "simarena.dev/readiness-delay=3s");
        assertThat(history(life, 20)).containsExactly("0 starting", "5 started", "8 ready");
    }

    @Test
    void throttled_container_is_not_ready_and_becomes_so_when_its_usage_falls() {
        PodLife life = life("simarena.dev/usage-cpu=0s=2,30s=400m,60s=2", "simarena.dev/enforce-usage=limits");
        assertThat(history(life, 100)).containsExactly("0 started", "30 ready", "60 started");
        assertThat(life.containers().get(0).throttled(90 * SECOND)).isTrue();
        assertThat(life.containers().get(0).cpu(90 * SECOND)).isEqualTo(1000);
    }

    /** Kubernetes waits 10 s before the second restart, twice as long before each further one, at most 300 s. */
    @Test
    void container_that_needs_too_much_memory_is_killed_and_restarted_with_back_off() {
        PodLife life = life("simarena.dev/usage-memory=0s=10Mi,5s=2Gi", "simarena.dev/enforce-usage=limits");
        List<String> history = history(life, 1200);
        assertThat(history)
                .containsExactly(
                        "0 ready",
                        "5 restarted 1",
                        "10 back-off 10",
                        "20 restarted 2",
                        "25 back-off 20",
                        "45 restarted 3",
                        "50 back-off 40",
                        "90 restarted 4",
                        "95 back-off 80",
                        "175 restarted 5",
                        "180 back-off 160",
                        "340 restarted 6",
                        "345 back-off 300",
                        "645 restarted 7",
                        "650 back-off 300",
                        "950 restarted 8",
                        "955 back-off 300");
        assertThat(life.restarts()).isEqualTo(8);
        assertThat(life.containers().get(0).last())
                .isEqualTo(new Termination(137, "OOMKilled", 950 * SECOND, 955 * SECOND));
    }

    @Test
    void back_off_begins_anew_after_ten_minutes_of_running() {
        PodLife life = life("simarena.dev/usage-memory=0s=10Mi,601s=2Gi", "simarena.dev/enforce-usage=limits");
        assertThat(history(life, 2000))
                .containsExactly("0 ready", "601 restarted 1", "1202 restarted 2", "1803 restarted 3");
    }

    @Test
    void container_that_is_not_restarted_has_ended() {
        UsageModel model = model("simarena.dev/usage-memory=2Gi", "simarena.dev/enforce-usage=limits");
        PodLife life = new PodLife(new UsageModel(model.containers().subList(0, 1), true), 1, false, 0);
        life.advance(0);
        assertThat(life.ended()).isTrue();
        assertThat(life.next(0)).isEqualTo(UsageCurve.NEVER);
    }

    @Test
    void copy_goes_on_independently() {
        PodLife life = life("simarena.dev/usage-memory=0s=10Mi,5s=2Gi", "simarena.dev/enforce-usage=limits");
        life.advance(0);
        PodLife copy = new PodLife(life);
        assertThat(history(copy, 100)).hasSizeGreaterThan(5);
        assertThat(life.restarts()).isZero();
        assertThat(history(life, 100)).hasSizeGreaterThan(5);
    }

    /** Follow the first container from event to event. */
    private static List<String> history(PodLife life, long seconds) {
        List<String> history = new ArrayList<>();
        long now = 0;
        int restarts = 0;
        while (now <= seconds * SECOND) {
            life.advance(now);
            ContainerLife container = life.containers().get(0);
            String state = container.waiting()
                    ? "back-off " + container.backOff() / SECOND
                    : container.restartCount() > restarts
                            ? "restarted " + container.restartCount()
                            : container.ready() ? "ready" : container.started() ? "started" : "starting";
            restarts = container.restartCount();
            history.add(now / SECOND + " " + state);
            long next = life.next(now);
            assertThat(next).isGreaterThan(now);
            now = next;
        }
        return history;
    }

    private static PodLife life(String... annotations) {
        UsageModel model = model(annotations);
        return new PodLife(new UsageModel(model.containers().subList(0, 1), model.enforced()), 1, true, 0);
    }

    private static UsageModel model(String... annotations) {
        Map<String, String> map = new TreeMap<>();
        for (String annotation : annotations) {
            map.put(
                    annotation.substring(0, annotation.indexOf('=')),
                    annotation.substring(annotation.indexOf('=') + 1));
        }
        return requireNonNull(UsageReader.read(map, Manifests.json(SPEC)));
    }
}
