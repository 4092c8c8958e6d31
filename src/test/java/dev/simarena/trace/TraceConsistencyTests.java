package dev.simarena.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.SharedFiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A trace made or edited has the index and lifecycles that follow from its events. */
class TraceConsistencyTests {

    private static final Gvk CRON_JOB = Gvk.parse("batch/v1.CronJob");
    private static final Gvk CUSTOM = Gvk.parse("example.com/v1.Thing");

    @Test
    void traceOfEvents_tracksTheKnownKindsOnly() {
        Trace trace = Trace.of(List.of(Fixtures.applying(
                10,
                Fixtures.object("v1", "Pod", "p", "{}"),
                Fixtures.object("v1", "ConfigMap", "c", "{}"),
                Fixtures.object("example.com/v1", "Thing", "t", "{}"),
                Fixtures.object("apps/v1", "ReplicaSet", "r", "{}"))));

        assertThat(trace.trackedKinds()).containsExactly(Gvk.REPLICA_SET, Gvk.POD);
        assertThat(trace.part("config"))
                .isEqualTo(
                        Fixtures.json(
                                "{'trackedObjects': {'apps/v1.ReplicaSet': {'podSpecTemplatePaths': ['/spec']}, 'v1.Pod': {'podSpecTemplatePaths': ['']}}}"));
        assertThat(trace.indexHash(Gvk.POD, "shop/p")).isPresent();
        assertThat(trace.indexHash(CUSTOM, "shop/t")).isEmpty();
        assertThat(trace.keys()).containsExactly("version", "config", "events", "index", "pod_lifecycles");
        assertThat(trace.lifecycleOwners()).isEmpty();
    }

    @Test
    void traceOfEvents_hashesTheSpecLastApplied() {
        Trace trace = Fixtures.trace();
        assertThat(trace.indexHash(Gvk.DEPLOYMENT, "shop/web")).contains(hash(Fixtures.deployment("web", 5)));
        assertThat(trace.indexHash(Gvk.DEPLOYMENT, "shop/db")).contains(hash(Fixtures.deployment("db", 1)));
        assertThat(hash(Fixtures.deployment("web", 5))).isNotEqualTo(hash(Fixtures.deployment("web", 2)));
    }

    @Test
    void objectWithoutSpec_hashesAsNull() {
        TraceObject bare =
                TraceObject.of(Fixtures.json("{'apiVersion': 'v1', 'kind': 'Pod', 'metadata': {'name': 'bare'}}"));
        assertThat(Trace.of(List.of(Fixtures.applying(1, bare))).indexHash(Gvk.POD, "bare"))
                .contains(Long.parseUnsignedLong("13646096770106105413"));
    }

    @Test
    void eventsOutOfOrder_areSortedAndStayStable() {
        TraceEvent late = Fixtures.applying(20, Fixtures.deployment("web", 2));
        TraceEvent first = Fixtures.applying(10, Fixtures.deployment("web", 1));
        TraceEvent second = Fixtures.applying(10, Fixtures.deployment("web", 3));
        Trace trace = Trace.of(List.of(late, first, second));

        assertThat(trace.events()).containsExactly(first, second, late);
        assertThat(trace.start()).isEqualTo(10);
        assertThat(trace.end()).isEqualTo(20);
        assertThat(trace.indexHash(Gvk.DEPLOYMENT, "shop/web")).contains(hash(Fixtures.deployment("web", 2)));
    }

    @Test
    void traceWithoutEvents_startsAndEndsAtZero() {
        assertThat(Trace.of(List.of()).start()).isZero();
        assertThat(Trace.of(List.of()).end()).isZero();
        assertThat(TraceFiles.read(Trace.of(List.of()).toBytes(), "empty").repairs())
                .isEmpty();
    }

    @Test
    void sameEvents_giveTheSameTrace() {
        Trace trace = Fixtures.trace();
        assertThat(trace.withEvents(new ArrayList<>(trace.events()))).isSameAs(trace);
    }

    @Test
    void edit_changesTheHashesOfWhatItTouches() {
        // both hashes are foreign: no spec here has them
        Trace trace = withIndex("{'apps/v1.Deployment': {'shop/web': 1, 'shop/db': 2, 'shop/elsewhere': 3}}");
        Trace edited = trace.withEvents(replaced(trace, Fixtures.deployment("web", 9)));

        assertThat(edited.indexHash(Gvk.DEPLOYMENT, "shop/web")).contains(hash(Fixtures.deployment("web", 9)));
        assertThat(edited.indexHash(Gvk.DEPLOYMENT, "shop/db")).contains(2L);
        assertThat(edited.indexHash(Gvk.DEPLOYMENT, "shop/elsewhere")).contains(3L);
        assertThat(trace.indexHash(Gvk.DEPLOYMENT, "shop/web"))
                .as("the old trace")
                .contains(1L);
    }

    @Test
    void editOfMetadataOnly_keepsAForeignHash() {
        Trace trace = withIndex("{'apps/v1.Deployment': {'shop/web': 1, 'shop/db': 2}}");
        ObjectNode body = Fixtures.deployment("web", 2).body();
        body.withObject("metadata").withObject("labels").put("new", "label");
        Trace edited = trace.withEvents(replaced(trace, TraceObject.of(body)));

        assertThat(edited).isNotEqualTo(trace);
        assertThat(edited.indexHash(Gvk.DEPLOYMENT, "shop/web")).contains(1L);
    }

    @Test
    void editOfATraceWithEmptyIndex_indexesTheTrackedObjects() {
        Trace trace = withIndex("{}");
        Trace edited = trace.withEvents(replaced(trace, Fixtures.deployment("web", 9)));

        assertThat(edited.indexHash(Gvk.DEPLOYMENT, "shop/web")).contains(hash(Fixtures.deployment("web", 9)));
        assertThat(edited.indexHash(Gvk.DEPLOYMENT, "shop/db")).contains(hash(Fixtures.deployment("db", 1)));
    }

    @Test
    void objectAppliedNoMore_leavesTheIndex() {
        Trace trace = withIndex("{'apps/v1.Deployment': {'shop/web': 1, 'shop/db': 2}}");
        Trace edited = trace.withEvents(List.of(Fixtures.applying(10, Fixtures.deployment("web", 2))));
        assertThat(edited.indexHash(Gvk.DEPLOYMENT, "shop/db")).isEmpty();
        assertThat(edited.indexHash(Gvk.DEPLOYMENT, "shop/web")).contains(1L);

        Trace empty = trace.withEvents(List.of());
        assertThat(empty.part("index")).isEqualTo(Fixtures.json("{}"));
    }

    @Test
    void knownKindThatAppears_becomesTracked() {
        Trace trace = withIndex("{}");
        List<TraceEvent> events = new ArrayList<>(trace.events());
        TraceObject pod = Fixtures.object("v1", "Pod", "p", "{'containers': []}");
        events.add(Fixtures.applying(20, pod, Fixtures.object("v1", "Secret", "s", "{}")));
        Trace edited = trace.withEvents(events);

        assertThat(edited.trackedKinds()).containsExactly(Gvk.DEPLOYMENT, Gvk.POD);
        assertThat(edited.indexHash(Gvk.POD, "shop/p")).contains(hash(pod));
        assertThat(TraceFiles.read(edited.toBytes(), "again").repairs()).isEmpty();
    }

    @Test
    void changedTemplate_takesItsLifecyclesAlong() {
        JsonNode oldSpec = cronJob("30").body().at("/spec/jobTemplate/spec/template/spec");
        JsonNode newSpec = cronJob("45").body().at("/spec/jobTemplate/spec/template/spec");
        Trace trace = withLifecycles("batch/v1.CronJob shop/tick", PodHash.of(oldSpec), cronJob("30"));
        Trace edited = trace.withEvents(List.of(Fixtures.applying(10, cronJob("45"))));

        assertThat(edited.lifecyclesByHash(CRON_JOB, "shop/tick"))
                .containsOnlyKeys(PodHash.of(newSpec), 5L)
                .containsEntry(PodHash.of(newSpec), List.of(new Lifecycle.Running(12)));
        assertThat(edited.lifecycles(CRON_JOB, "shop/tick"))
                .as("still the first list")
                .containsExactly(new Lifecycle.Running(12));
    }

    @Test
    void lifecyclesUnderAForeignHash_stayWhereTheyAre() {
        Trace trace = withLifecycles("batch/v1.CronJob shop/tick", 77, cronJob("30"));
        Trace edited = trace.withEvents(List.of(Fixtures.applying(10, cronJob("45"))));

        assertThat(edited.lifecyclesByHash(CRON_JOB, "shop/tick")).containsOnlyKeys(77L, 5L);
    }

    @Test
    void templateThatAnotherCopyStillHas_keepsItsLifecycles() {
        JsonNode spec = cronJob("30").body().at("/spec/jobTemplate/spec/template/spec");
        Trace trace = withLifecycles("batch/v1.CronJob shop/tick", PodHash.of(spec), cronJob("30"), cronJob("30"));
        Trace edited = trace.withEvents(List.of(Fixtures.applying(10, cronJob("30"), cronJob("45"))));

        assertThat(edited.lifecyclesByHash(CRON_JOB, "shop/tick")).containsOnlyKeys(PodHash.of(spec), 5L);
    }

    @Test
    void ownerAppliedNoMore_losesItsLifecycles() {
        Trace trace = withLifecycles("batch/v1.CronJob shop/tick", 77, cronJob("30"));
        assertThat(trace.withEvents(List.of()).lifecycleOwners()).isEmpty();
        assertThat(withLifecycles("batch/v1.CronJob shop/other", 77, cronJob("30"))
                        .withEvents(List.of())
                        .lifecycleOwners())
                .as("an owner that no event ever applied")
                .containsExactly(new ObjectKey(CRON_JOB, "shop/other"));
    }

    @Test
    void customKindWithAStarInItsPath_isFollowedToo() {
        String spec = "{'tasks': [{'template': {'spec': {'containers': [{'name': '%s'}]}}}]}";
        TraceObject old = Fixtures.object("example.com/v1", "Thing", "t", spec.formatted("a"));
        TraceObject changed = Fixtures.object("example.com/v1", "Thing", "t", spec.formatted("b"));
        Trace trace = withLifecycles(
                "example.com/v1.Thing shop/t", PodHash.of(old.body().at("/spec/tasks/0/template/spec")), old);
        Trace edited = trace.withEvents(List.of(Fixtures.applying(10, changed)));

        assertThat(edited.lifecyclesByHash(CUSTOM, "shop/t"))
                .containsOnlyKeys(PodHash.of(changed.body().at("/spec/tasks/0/template/spec")), 5L);
    }

    @Test
    void realCronJob_keepsItsLifecyclesThroughAnEdit() {
        Trace trace = TraceFiles.load(SharedFiles.traces().resolve("simkube/cronjob.sktrace"))
                .trace();
        List<TraceEvent> events = new ArrayList<>(trace.events());
        ObjectNode body = events.get(1).applied().get(0).body().deepCopy();
        ((ObjectNode) body.at("/spec/jobTemplate/spec/template/spec/containers/0")).put("image", "busybox:2");
        events.set(1, events.get(1).withApplied(List.of(TraceObject.of(body))));
        Trace edited = trace.withEvents(events);

        long hash = PodHash.of(body.at("/spec/jobTemplate/spec/template/spec"));
        assertThat(edited.lifecyclesByHash(CRON_JOB, "default/hello-simkube")).containsOnlyKeys(hash);
        assertThat(edited.lifecycles(CRON_JOB, "default/hello-simkube"))
                .isEqualTo(trace.lifecycles(CRON_JOB, "default/hello-simkube"))
                .hasSize(3);
        assertThat(edited.indexHash(CRON_JOB, "default/hello-simkube"))
                .contains(SpecHash.of(body.get("spec")))
                .isNotEqualTo(trace.indexHash(CRON_JOB, "default/hello-simkube"));
    }

    @Test
    void metadata_isReplacedInItsPlace() {
        Trace trace = TraceFiles.read(
                        "{\"metadata\": 1, \"version\": 2, \"config\": {\"trackedObjects\": {}}, \"events\": [], \"index\": {}, \"pod_lifecycles\": {}}"
                                .getBytes(UTF_8),
                        "x")
                .trace();
        ObjectNode metadata = Fixtures.json("{'a': 1}");
        Trace changed = trace.withMetadata(metadata);
        metadata.put("a", 2);

        assertThat(changed.keys()).startsWith("metadata");
        assertThat(changed.metadata()).contains(Fixtures.json("{'a': 1}"));
        assertThat(Fixtures.trace().withMetadata(metadata).keys()).endsWith("metadata");
        assertThat(Fixtures.trace().metadata()).isEmpty();
    }

    private static long hash(TraceObject object) {
        return SpecHash.of(object.body().get("spec"));
    }

    private static TraceObject cronJob(String seconds) {
        return Fixtures.object(
                "batch/v1",
                "CronJob",
                "tick",
                "{'jobTemplate': {'spec': {'template': {'spec': {'containers': [{'name': 'a', 'args': ['%s']}]}}}}}"
                        .formatted(seconds));
    }

    /** A trace that applies web and db at 10, with an index of its own. */
    private static Trace withIndex(String index) {
        ObjectNode view = Fixtures.json("""
                {'version': 2, 'config': {'trackedObjects': {'apps/v1.Deployment': {}}},
                 'events': [{'ts': 10, 'applied_objs': [], 'deleted_objs': []}], 'index': %s, 'pod_lifecycles': {}}
                """.formatted(index));
        view.withArray("/events/0/applied_objs")
                .add(Fixtures.deployment("web", 2).body())
                .add(Fixtures.deployment("db", 1).body());
        return TraceFiles.read(view.toString().getBytes(UTF_8), "index").trace();
    }

    private static Trace withLifecycles(String owner, long hash, TraceObject... applied) {
        ObjectNode view = Fixtures.json("""
                {'version': 2, 'config': {'trackedObjects': {'batch/v1.CronJob': {},
                  'example.com/v1.Thing': {'podSpecTemplatePaths': ['/spec/tasks/*/template']}}},
                 'events': [{'ts': 10, 'applied_objs': [], 'deleted_objs': []}], 'index': {},
                 'pod_lifecycles': {'%s': {'%s': [{'Running': 12}], '5': ['Empty']}}}
                """.formatted(owner, Long.toUnsignedString(hash)));
        for (TraceObject object : applied) {
            view.withArray("/events/0/applied_objs").add(object.body());
        }
        return TraceFiles.read(view.toString().getBytes(UTF_8), "lifecycles").trace();
    }

    /** The events of a trace with one object in place of the one of that name. */
    private static List<TraceEvent> replaced(Trace trace, TraceObject object) {
        return trace.events().stream()
                .map(event -> event.withApplied(event.applied().stream()
                        .map(old -> old.key().equals(object.key()) ? object : old)
                        .toList()))
                .toList();
    }
}
