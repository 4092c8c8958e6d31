package dev.simarena.engine.kwok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageTests {

    static final Instant NOW = Instant.parse("2026-01-02T15:04:05Z");

    private static final JsonNode POD = yaml("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: p
              labels: {app: web, number: "1"}
              annotations:
                "example.com/delay": 2s
                "example.com/time": "2026-01-02T15:04:15.5Z"
                "example.com/bad": soon
                "example.com/none": ""
                "example.com/weight": "7"
              finalizers: [a/b, c/d]
              ownerReferences: [{kind: ReplicaSet}]
            spec: {replicas: 3, flag: false}
            status:
              phase: Running
              conditions: [{type: Ready, status: "True"}, {type: Other, status: "False"}]
            """);

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '~',
            value = {
                ".status.phase ^ In ^ [Running, Failed] ^ true",
                ".status.phase ^ In ^ [Pending] ^ false",
                ".status.phase ^ NotIn ^ [Pending] ^ true",
                ".status.missing ^ NotIn ^ [Pending] ^ true",
                ".status.missing ^ In ^ [Pending] ^ false",
                ".spec.flag ^ In ^ [\"false\"] ^ true",
                ".spec.flag ^ Exists ^ [] ^ true",
                ".metadata.deletionTimestamp ^ Exists ^ [] ^ false",
                ".metadata.deletionTimestamp ^ DoesNotExist ^ [] ^ true",
                ".status.conditions.[] | select( .type == \"Ready\" ) | .status ^ In ^ [\"True\"] ^ true",
                ".status.conditions[] | select(.type == \"Other\") | .status ^ NotIn ^ [\"True\"] ^ true",
                ".metadata.ownerReferences.[].kind ^ In ^ [Job, ReplicaSet] ^ true",
                ".missing.[].kind ^ In ^ [Job] ^ false",
                ".missing.[].kind ^ DoesNotExist ^ [] ^ true",
                ".metadata.labels.\"app\" ^ In ^ [web] ^ true",
                ".metadata.annotations[\"example.com/delay\"] ^ Exists ^ [] ^ true"
            })
    void expressions_select_by_what_jq_yields(String key, String operator, String values, boolean matches) {
        assertThat(matches(
                        "matchExpressions: [{key: '%s', operator: %s, values: %s}]".formatted(key, operator, values)))
                .isEqualTo(matches);
        assertThat(matches("matchExpressions: [{jq: {key: '%s', operator: %s, values: %s}}]"
                        .formatted(key, operator, values)))
                .isEqualTo(matches);
    }

    @Test
    void labels_and_annotations_select_by_equality() {
        assertThat(matches("matchLabels: {app: web}")).isTrue();
        assertThat(matches("matchLabels: {app: web, number: '2'}")).isFalse();
        assertThat(matches("matchLabels: {missing: ''}")).isFalse();
        assertThat(matches("matchAnnotations: {example.com/delay: 2s}")).isTrue();
        assertThat(matches("{}")).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '^',
            value = {
                "durationMilliseconds: 1000 ^ 1000000 ^ 1000000",
                "durationMilliseconds: 1000, jitterDurationMilliseconds: 5000 ^ 1000000 ^ 5000000",
                "durationMilliseconds: 5000, jitterDurationMilliseconds: 1000 ^ 1000000 ^ 1000000",
                "durationMilliseconds: 5000, jitterDurationMilliseconds: 5000 ^ 5000000 ^ 5000000",
                "durationFrom: {expressionFrom: '.metadata.annotations[\"example.com/delay\"]'} ^ 2000000 ^ 2000000",
                "durationFrom: {jq: {expression: '.metadata.annotations[\"example.com/delay\"]'}} ^ 2000000 ^ 2000000",
                "durationFrom: {expressionFrom: '.metadata.annotations[\"example.com/time\"]'} ^ 10500000 ^ 10500000",
                "durationMilliseconds: 7, durationFrom: {expressionFrom: '.metadata.missing'} ^ 7000 ^ 7000",
                "durationMilliseconds: 7, durationFrom: {expressionFrom: '.metadata.annotations[\"example.com/bad\"]'} ^ 7000 ^ 7000",
                "durationMilliseconds: 7, durationFrom: {expressionFrom: '.metadata.annotations[\"example.com/none\"]'} ^ 0 ^ 0",
                "durationMilliseconds: 7, jitterDurationFrom: {expressionFrom: '.metadata.missing'} ^ 7000 ^ 7000",
                "durationMilliseconds: 1000, jitterDurationFrom: {expressionFrom: '.metadata.annotations[\"example.com/delay\"]'} ^ 1000000 ^ 2000000"
            })
    void delay_lies_between_duration_and_jitter_or_is_the_jitter(String delay, long from, long to) {
        Stage stage = stage("selector: {}\n  delay: {%s}".formatted(delay));
        assertThat(stage.delayRange(POD, NOW)).isEqualTo(new StageDelay.Range(from, to));
        RandomSource random = new RandomSource(1);
        for (int i = 0; i < 100; i++) {
            long drawn = stage.delay(POD, NOW, random);
            assertThat(drawn).isBetween(from, from == to ? to : to - 1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "300ms,300000",
        "1.5s,1500000",
        "1h2m3s,3723000000",
        "-2s,-2000000",
        "0,0",
        "1us,1",
        "1500ns,1",
        ".5m,30000000"
    })
    void durations_are_read_as_go_writes_them(String text, long micros) {
        assertThat(GoDuration.micros(text)).hasValue(micros);
    }

    @ParameterizedTest
    @CsvSource({"1", "s", "1 s", "1d", "''", "1.s.", "99999999999999999999h"})
    void other_texts_are_no_durations(String text) {
        assertThat(GoDuration.micros(text)).isEmpty();
    }

    @Test
    void several_stages_are_drawn_by_weight() {
        String yaml = document("one", "selector: {}\n  weight: 1")
                + document("three", "selector: {}\n  weight: 3")
                + document("none", "selector: {}");
        assertThat(draws(yaml)).containsOnlyKeys("one", "three");
        assertThat(draws(yaml).get("three")).isBetween(2800, 3200);
    }

    @Test
    void stages_without_weight_are_equally_likely() {
        String yaml = document("one", "selector: {}") + document("two", "selector: {}");
        assertThat(draws(yaml).get("one")).isBetween(1850, 2150);
    }

    @Test
    void object_may_say_the_weight() {
        Stage stage = stage("selector: {}\n  weight: 2\n"
                + "  weightFrom: {expressionFrom: '.metadata.annotations[\"example.com/weight\"]'}");
        assertThat(stage.weight(POD)).hasValue(7);
        Stage without = stage("selector: {}\n  weight: 2\n  weightFrom: {expressionFrom: .metadata.missing}");
        assertThat(without.weight(POD)).hasValue(2);
        Stage bad = stage("selector: {}\n  weight: 2\n"
                + "  weightFrom: {expressionFrom: '.metadata.annotations[\"example.com/bad\"]'}");
        assertThat(bad.weight(POD)).isEmpty();
    }

    @Test
    void next_reports_then_changes_finalizers_then_patches_then_deletes() {
        Stage stage = stage("""
                selector: {}
                  next:
                    delete: true
                    statusTemplate: 'phase: {{ .metadata.name }}'
                    finalizers: {remove: [{value: a/b}], add: [{value: e/f}, {value: c/d}]}
                    event: {type: Normal, reason: R, message: m}
                """);
        assertThat(changes(stage))
                .containsExactly(
                        new StageChange.Event("Normal", "R", "m"),
                        new StageChange.Patch(
                                PatchType.JSON, "", yaml("[{op: add, path: /metadata/finalizers, value: [c/d, e/f]}]")),
                        new StageChange.Patch(PatchType.STRATEGIC, "status", yaml("{status: {phase: p}}")),
                        new StageChange.Delete());
    }

    @Test
    void finalizers_are_emptied_by_removing_them_and_left_alone_where_nothing_changes() {
        assertThat(changes(stage("selector: {}\n  next: {finalizers: {empty: true}}")))
                .containsExactly(
                        new StageChange.Patch(PatchType.JSON, "", yaml("[{op: remove, path: /metadata/finalizers}]")));
        assertThat(changes(stage("selector: {}\n  next: {finalizers: {add: [{value: a/b}]}}")))
                .isEmpty();
    }

    @Test
    void patches_replace_the_status_template_and_may_be_of_any_type() {
        Stage stage = stage("""
                selector: {}
                  next:
                    statusTemplate: 'ignored: true'
                    patches:
                      - {root: metadata, template: 'labels: {a: b}', type: merge}
                      - {root: status, subresource: status, template: '[{op: add, path: /x, value: 1}]', type: json}
                      - {template: 'spec: {}'}
                """);
        assertThat(changes(stage))
                .containsExactly(
                        new StageChange.Patch(PatchType.MERGE, "", yaml("{metadata: {labels: {a: b}}}")),
                        new StageChange.Patch(PatchType.JSON, "status", yaml("[{op: add, path: /status/x, value: 1}]")),
                        new StageChange.Patch(PatchType.STRATEGIC, "", yaml("{spec: {}}")));
    }

    @Test
    void kinds_without_known_lists_are_merged() {
        Stage stage = StageReader.read("""
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: Stage
                metadata: {name: s}
                spec:
                  resourceRef: {apiGroup: apps/v1, kind: Deployment}
                  selector: {}
                  steps:
                    - patch: {root: status, subresource: status, template: 'a: b'}
                    - delete: true
                    - event: {type: Warning, reason: R, message: after}
                    - patch: {template: 'never: seen'}
                """).get(0);
        assertThat(stage.kind()).isEqualTo(Gvk.DEPLOYMENT);
        assertThat(changes(stage))
                .containsExactly(
                        new StageChange.Patch(PatchType.MERGE, "status", yaml("{status: {a: b}}")),
                        new StageChange.Delete(),
                        new StageChange.Event("Warning", "R", "after"));
    }

    @Test
    void templates_have_the_functions_of_kwok() {
        Stage stage = stage("""
                selector: {}
                  next:
                    statusTemplate: |
                      now: {{ Now | Quote }}
                      quoted: {{ Quote .spec.replicas }} # {{ Quote "a\\"b" }}
                      labels:
                      {{ YAML .metadata.labels 1 }}
                        more: {{ NodeIPWith "n1" }}
                      pods:
                      {{ range PodIPsWith "n1" false "u" "p" "ns" }}
                      - {{ . }}
                      {{ end }}
                      port: {{ NodePort }}
                      version: {{ Version }}
                      conditions: {{ len NodeConditions }}
                """);
        assertThat(changes(stage)).containsExactly(new StageChange.Patch(PatchType.STRATEGIC, "status", yaml("""
                        status:
                          now: "2026-01-02T15:04:05Z"
                          quoted: "3"
                          labels: {app: web, number: "1", more: ip-of-n1}
                          pods: [pod-u-p-ns-on-n1]
                          port: 10247
                          version: v0.8.0
                          conditions: 5
                        """)));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '~',
            value = {
                "selector: {matchExpressions: [{key: .a, operator: in, values: [b]}]} ^ has operator [in], which does not exist. Did you mean [In]?",
                "selector: {matchExpressions: [{key: .a, operator: In, values: [true]}]} ^ has value [true] in [spec.selector.matchExpressions], which is no text. Quote it.",
                "selector: {matchExpressions: [{key: .a, operator: In}]} ^ has operator [In] without values. List some.",
                "selector: {matchExpressions: [{key: .a, operator: Exists, values: [b]}]} ^ has operator [Exists] with values. Remove them.",
                "selector: {matchExpressions: [{key: '.a | |', operator: Exists}]} ^ which jq does not understand",
                "selector: {matchExpressions: [{cel: {expression: 'true'}}]} ^ has an expression in CEL",
                "selector: {matchLabel: {a: b}} ^ has field [matchLabel] in [spec.selector], which does not exist. Did you mean [matchLabels]?",
                "delay: {} ^ has no selector",
                "selector: {}\\n  delay: {durationMilliseconds: 1s} ^ has spec.delay.durationMilliseconds [1s], which is no whole number from 0 on. Give one.",
                "selector: {}\\n  delay: {durationMilliseconds: -1} ^ has spec.delay.durationMilliseconds [-1], which",
                "selector: {}\\n  delay: {jitterDurationMilliseconds: -1} ^ has spec.delay.jitterDurationMilliseconds [-1], which",
                "selector: {}\\n  weight: x ^ has spec.weight [x], which is no whole number from 0 on. Give one.",
                "selector: {}\\n  weight: -1 ^ has spec.weight [-1], which",
                "selector: {}\\n  next: {statusTemplate: '{{ Nowt }}'} ^ has a template that cannot be read: Template [s] line 1: function [Nowt] is not defined. Did you mean [Now]?",
                "selector: {}\\n  next: {patches: [{type: apply}]} ^ has a patch of type [apply], which does not exist",
                "selector: {}\\n  steps: [{apply: {}}] ^ has an apply step"
            })
    void says_what_is_wrong_with_a_stage(String spec, String message) {
        assertThatExceptionOfType(StageException.class)
                .isThrownBy(() -> stage(spec.replace("\\n", "\n")))
                .withMessageStartingWith("Stage [s] ")
                .withMessageContaining(message);
    }

    @Test
    void says_what_is_wrong_with_a_document() {
        assertThatExceptionOfType(StageException.class)
                .isThrownBy(() -> StageReader.read("kind: Pod\napiVersion: v1"))
                .withMessage("Document [v1 Pod] is no stage. Give kind Stage of kwok.x-k8s.io/v1alpha1.");
        assertThatExceptionOfType(StageException.class)
                .isThrownBy(() -> StageReader.read("a: b\n c: ["))
                .withMessageStartingWith("Stages are no YAML");
        assertThatExceptionOfType(StageException.class)
                .isThrownBy(() -> StageSet.of(
                        StageReader.read(document("a", "selector: {}").repeat(2))))
                .withMessage("Stage [a] is there twice. Give each stage a name of its own.");
    }

    @Test
    void says_which_template_failed_and_what_it_gave() {
        assertThatExceptionOfType(StageException.class)
                .isThrownBy(() -> changes(stage("selector: {}\n  next: {statusTemplate: '{{ index .missing 1 }}'}")))
                .withMessageStartingWith("Stage [s] cannot be played: Template [s] line 1: ");
        assertThatExceptionOfType(StageException.class)
                .isThrownBy(() -> changes(stage("selector: {}\n  next: {statusTemplate: 'a: [{{ .metadata.name }}'}")))
                .withMessageContaining("rendered a template to what is no YAML")
                .withMessageContaining("a: [p");
    }

    @Test
    void lists_and_several_documents_are_read() {
        String list = "kind: List\napiVersion: v1\nitems:\n- "
                + document("b", "selector: {}").strip().substring(4).replace("\n", "\n  ");
        List<Stage> stages = StageReader.read(document("a", "selector: {}") + "---\n" + list);
        assertThat(stages).extracting(Stage::name).containsExactly("a", "b");
    }

    private static Map<String, Integer> draws(String yaml) {
        StageSet set = StageSet.of(StageReader.read(yaml));
        RandomSource random = new RandomSource(42);
        Map<String, Integer> draws = new TreeMap<>();
        for (int i = 0; i < 4000; i++) {
            Stage next = set.next(Gvk.POD, POD, random);
            draws.merge(String.valueOf(next), 1, Integer::sum);
        }
        return draws;
    }

    static List<StageChange> changes(Stage stage) {
        return changes(stage, POD);
    }

    static List<StageChange> changes(Stage stage, JsonNode object) {
        return stage.changes(object, StageFunctions.of(object, NOW, NOW, new StageFunctions.Addresses() {
            @Override
            public String node(String name) {
                return "ip-of-" + name;
            }

            @Override
            public String pod(String node, boolean hostNetwork, String uid, String name, String namespace) {
                return "pod-%s-%s-%s-on-%s".formatted(uid, name, namespace, node);
            }
        }));
    }

    private static boolean matches(String selector) {
        return stage("selector: %s".formatted(selector.startsWith("{") ? selector : "{" + selector + "}"))
                .matches(POD);
    }

    private static Stage stage(String spec) {
        return StageReader.read(document("s", spec)).get(0);
    }

    private static String document(String name, String spec) {
        return """
                ---
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: Stage
                metadata: {name: %s}
                spec:
                  resourceRef: {apiGroup: v1, kind: Pod}
                  %s
                """.formatted(name, spec);
    }

    static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
