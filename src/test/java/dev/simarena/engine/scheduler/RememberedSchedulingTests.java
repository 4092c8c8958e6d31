package dev.simarena.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.NodeReader;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.ReplicaSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scheduler remembers never changes what it chooses: compare it with {@link PlainScheduling}, pod by pod. */
class RememberedSchedulingTests {

    private static final int SETS = 8;
    private static final String[] REQUESTS = {
        "{}",
        "{\"cpu\": \"100m\", \"memory\": \"128Mi\"}",
        "{\"cpu\": \"250m\"}",
        "{\"memory\": \"1Gi\"}",
        "{\"cpu\": \"1\", \"memory\": \"3Gi\", \"ephemeral-storage\": \"1Gi\"}",
        "{\"cpu\": \"200m\", \"memory\": \"256Mi\", \"example.com/gpu\": \"1\"}"
    };
    private static final String[] CONSTRAINTS = {
        "",
        "",
        "",
        "\"tolerations\": [{\"key\": \"hard\", \"operator\": \"Exists\"}],",
        "\"tolerations\": [{\"key\": \"soft\", \"operator\": \"Exists\"}],",
        "\"nodeSelector\": {\"disk\": \"ssd\"},",
        """
        "affinity": {"nodeAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [
          {"weight": 30, "preference": {"matchExpressions": [{"key": "disk", "operator": "In", "values": ["ssd"]}]}},
          {"weight": 50, "preference": {"matchExpressions":
            [{"key": "topology.kubernetes.io/zone", "operator": "In", "values": ["z1"]}]}}]}},
        """,
        """
        "affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [
          {"topologyKey": "kubernetes.io/hostname", "labelSelector": {"matchLabels": {"app": "%s"}}}]}},
        """,
        """
        "topologySpreadConstraints": [{"maxSkew": 2, "topologyKey": "topology.kubernetes.io/zone",
          "whenUnsatisfiable": "DoNotSchedule", "labelSelector": {"matchLabels": {"app": "%s"}}}],
        """
    };

    private final NodeTable table = new NodeTable();
    private final Timeline timeline = new Timeline(Instant.EPOCH);
    private final ObjectStore store = new ObjectStore(timeline, new Names(new RandomSource(1)));
    private final Framework framework = new Framework(store, table, timeline, SchedulerOptions.DEFAULT);
    private final PlainScheduling plain = new PlainScheduling(store, table);
    private final List<Node> nodes = new ArrayList<>();
    private final List<Pod> bound = new ArrayList<>();
    private final List<ReplicaSet> sets = new ArrayList<>();
    private int named;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_pod_goes_where_the_plain_computation_puts_it(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // from 100 nodes on only some are looked at
        int count = random.nextBoolean() ? random.nextInt(5, 60) : random.nextInt(150, 260);
        for (int i = 0; i < count; i++) {
            addNode(random);
        }
        for (int i = 0; i < SETS; i++) {
            sets.add(set(random));
        }
        int taken = 0;
        for (int step = 0; step < 500; step++) {
            int event = random.nextInt(100);
            if (event < 3) {
                addNode(random);
            } else if (event < 6 && nodes.size() > 2) {
                removeNode(nodes.remove(random.nextInt(nodes.size())));
            } else if (event < 10) {
                changeNode(nodes.get(random.nextInt(nodes.size())), random);
            } else if (event < 25 && !bound.isEmpty()) {
                release(bound.remove(random.nextInt(bound.size())));
            } else {
                // several of one set in a row, and sets in turn
                ReplicaSet set = sets.get(step / 40 % 2 == 0 ? step / 10 % SETS : random.nextInt(SETS));
                taken += schedule(pod(set)) ? 1 : 0;
            }
        }
        assertThat(taken).isGreaterThan(50);
    }

    private boolean schedule(Pod pod) {
        Node expected = plain.choose(pod);
        Cycle cycle = framework.cycle(pod);
        framework.begin(cycle);
        int found = framework.search(cycle);
        Node chosen = found == 0 ? null : table.node(framework.best(cycle, found));
        assertThat(chosen).as(pod.toString()).isEqualTo(expected);
        if (chosen == null) {
            store.remove(pod);
            return false;
        }
        pod.bind(chosen, 0);
        framework.pods().assign(pod, chosen);
        bound.add(pod);
        return true;
    }

    private void release(Pod pod) {
        Node node = pod.node();
        if (node != null) {
            framework.pods().release(pod, node);
        }
        store.remove(pod);
    }

    private void addNode(SplittableRandom random) {
        Node node = NodeReader.node(nodeManifest("n" + named++, random), table);
        store.add(node);
        framework.added(node);
        plain.order().add(node);
        nodes.add(node);
    }

    private void removeNode(Node node) {
        for (Pod pod : List.copyOf(node.pods())) {
            bound.remove(pod);
            release(pod);
        }
        plain.order().remove(node);
        framework.removed(node);
        store.remove(node);
    }

    private void changeNode(Node node, SplittableRandom random) {
        Manifest manifest = nodeManifest(node.name(), random);
        NodeReader.update(node, manifest);
        node.setLabels(manifest.labels());
        framework.changed(node);
        plain.order().update(node);
    }

    private static Manifest nodeManifest(String name, SplittableRandom random) {
        ObjectNode json = Manifests.node(
                name,
                String.valueOf(random.nextInt(1, 5)),
                random.nextInt(2, 9) + "Gi",
                random.nextInt(10) == 0 ? 2 : 110);
        ObjectNode labels = (ObjectNode) json.at("/metadata/labels");
        int zone = random.nextInt(4);
        if (zone > 0) {
            labels.put("topology.kubernetes.io/zone", "z" + zone);
        }
        if (random.nextInt(3) == 0) {
            labels.put("disk", "ssd");
        }
        if (random.nextInt(20) == 0) {
            labels.remove("kubernetes.io/hostname");
        }
        ObjectNode allocatable = (ObjectNode) json.at("/status/allocatable");
        allocatable.put("ephemeral-storage", "5Gi");
        if (random.nextInt(3) == 0) {
            allocatable.put("example.com/gpu", "2");
        }
        ObjectNode spec = json.putObject("spec");
        spec.put("unschedulable", random.nextInt(15) == 0);
        int taint = random.nextInt(8);
        if (taint < 2) {
            spec.putArray("taints")
                    .addObject()
                    .put("key", taint == 0 ? "hard" : "soft")
                    .put("effect", taint == 0 ? "NoSchedule" : "PreferNoSchedule");
        }
        return Manifest.read(json);
    }

    private ReplicaSet set(SplittableRandom random) {
        String name = "set-" + sets.size();
        String constraints = CONSTRAINTS[random.nextInt(CONSTRAINTS.length)].replace("%s", name);
        String ports = random.nextInt(8) == 0 ? "\"ports\": [{\"containerPort\": 80, \"hostPort\": 80}]," : "";
        ObjectNode pod = Manifests.pod(
                name,
                "{%s \"containers\": [{\"name\": \"c\", \"image\": \"i:1\", %s \"resources\": {\"requests\": %s}}]}"
                        .formatted(constraints, ports, REQUESTS[random.nextInt(REQUESTS.length)]));
        ((ObjectNode) pod.path("metadata")).putObject("labels").put("app", name);
        PodTemplate template = WorkloadReader.pod(Manifest.read(pod));
        ReplicaSet set = new ReplicaSet(
                "default",
                name,
                Map.of(),
                Map.of(),
                1,
                new LabelSelector(Map.of("app", name), List.of()),
                template,
                false,
                0);
        store.add(set);
        return set;
    }

    private Pod pod(ReplicaSet set) {
        Pod pod =
                new Pod("default", set.name() + "-" + named++, Map.of("app", set.name()), Map.of(), set.template(), 0);
        pod.setOwners(set.asOwner());
        store.add(pod);
        return pod;
    }
}
