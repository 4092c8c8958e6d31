package dev.simarena.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.engine.Manifests;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sums that are kept up to date must be what one gets by asking each group. */
class PodGroupsTests {

    private static final int NODES = 12;

    private final PodGroups groups = new PodGroups();
    private final Random random = new Random(7);
    private final PodTemplate plain = template(false);
    private final PodTemplate demanding = template(true);

    private record Placed(Pod pod, boolean terminating, int node) {}

    @Test
    void sums_stay_right_while_pods_come_and_go() {
        List<LabelSelector> selectors = selectors();
        List<Placed> placed = new ArrayList<>();
        for (int round = 0; round < 4_000; round++) {
            if (placed.size() < 300 || (placed.size() < 500 && random.nextBoolean())) {
                Placed added = new Placed(pod(round), random.nextInt(5) == 0, random.nextInt(NODES));
                groups.moved(added.pod(), added.pod().labels(), added.terminating(), added.node(), 1);
                placed.add(added);
            } else {
                Placed gone = placed.remove(random.nextInt(placed.size()));
                groups.moved(gone.pod(), gone.pod().labels(), gone.terminating(), gone.node(), -1);
            }
            if (round % 50 == 0) {
                selectors.forEach(this::check);
                checkDemands(placed);
            }
        }
        placed.forEach(gone -> groups.moved(gone.pod(), gone.pod().labels(), gone.terminating(), gone.node(), -1));
        selectors.forEach(this::check);
        assertThat(groups.withAffinity()).isEmpty();
        assertThat(groups.namespaces()).isEmpty();
    }

    @Test
    void more_selectors_than_are_remembered_still_count_right() {
        for (int i = 0; i < 100; i++) {
            groups.moved(pod(i), pod(i).labels(), false, i % NODES, 1);
        }
        for (int i = 0; i < 1_500; i++) {
            check(new LabelSelector(Map.of("app", "a"), List.of(new Requirement("pod", "NotIn", List.of("p" + i)))));
        }
        groups.moved(pod(100), pod(100).labels(), false, 3, 1);
        selectors().forEach(this::check);
    }

    private void check(LabelSelector selector) {
        for (String namespace : List.of("default", "other")) {
            assertThat(counts(groups.select(namespace, selector)))
                    .as(selector.toString())
                    .isEqualTo(counts(groups.selectEach(namespace, selector)));
        }
    }

    private void checkDemands(List<Placed> placed) {
        int demanded = groups.withAffinity().stream()
                .mapToInt(group -> group.nodes().total())
                .sum();
        assertThat(demanded).isEqualTo((int) placed.stream()
                .filter(each -> !each.pod().template().podAffinity().isEmpty())
                .count());
    }

    private static Map<String, Integer> counts(List<PodGroup> found) {
        Map<String, Integer> counts = new TreeMap<>();
        for (PodGroup group : found) {
            for (int node = 0; node < NODES; node++) {
                if (group.nodes().of(node) != 0) {
                    counts.merge(
                            node + (group.terminating() ? " going" : ""),
                            group.nodes().of(node),
                            Integer::sum);
                }
            }
        }
        return counts;
    }

    private static List<LabelSelector> selectors() {
        return List.of(
                new LabelSelector(Map.of("app", "a"), List.of()),
                new LabelSelector(Map.of("app", "b"), List.of()),
                new LabelSelector(Map.of("app", "c"), List.of()),
                new LabelSelector(Map.of("pod", "p7"), List.of()),
                new LabelSelector(Map.of(), List.of()),
                new LabelSelector(Map.of(), List.of(new Requirement("app", "In", List.of("a")))),
                new LabelSelector(Map.of(), List.of(new Requirement("app", "In", List.of("a", "b")))),
                new LabelSelector(Map.of(), List.of(new Requirement("app", "NotIn", List.of("a")))),
                new LabelSelector(Map.of("app", "a"), List.of(new Requirement("odd", "Exists", List.of()))));
    }

    private Pod pod(int number) {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("app", number % 3 == 0 ? "b" : "a");
        labels.put("pod", "p" + number);
        if (number % 2 == 1) {
            labels.put("odd", "yes");
        }
        String namespace = number % 11 == 0 ? "other" : "default";
        return new Pod(namespace, "p" + number, labels, Map.of(), number % 5 == 0 ? demanding : plain, 0);
    }

    private static PodTemplate template(boolean demanding) {
        var manifest = Manifests.deployment("web", 1, "1", "1Gi");
        if (demanding) {
            manifest.withObject("/spec/template/spec").set("affinity", Manifests.json("""
                            {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [
                              {"topologyKey": "kubernetes.io/hostname", "labelSelector": {"matchLabels": {"app": "a"}}}]}}
                            """));
        }
        return WorkloadReader.template(Manifest.read(manifest));
    }
}
