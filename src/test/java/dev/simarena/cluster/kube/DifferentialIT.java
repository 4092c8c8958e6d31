package dev.simarena.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.ClusterState;
import dev.simarena.cluster.ClusterState.PodState;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.NodeShape;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Play generated cases on the embedded cluster and on a real one: both must show the same. */
@ResourceLock(ControlPlane.LOCK)
class DifferentialIT {

    private static final int CASES = Integer.getInteger("differential.cases", 30);
    private static final long SEED = Long.getLong("differential.seed", 1);
    private static final int BESIDE_EACH_OTHER = 6;
    private static final Duration LENGTH = Duration.ofSeconds(4);

    /** Counts of nodes that are not the replay's differ: other replays have theirs at the same time. */
    private static final Pattern LACKING = Pattern.compile("\\d+ (Insufficient [a-z-]+|Too many pods)");

    private static final Pattern INVALID = Pattern.compile("is invalid: [^.]+(\\.[^ .]+)*");

    /**
     * Hold a Deployment, and what becomes of it two seconds later.
     *
     * @param later the Deployment then, {@code null} where it is deleted
     */
    private record Case(
            int number,
            NodeShape nodes,
            ObjectNode first,
            @Nullable ObjectNode later) {

        /** One size of pods at a time, so that it does not matter which of several equal nodes takes one. */
        static Case of(int number) {
            Random random = new Random(SEED * 1_000_003 + number);
            int cpu = 2 + random.nextInt(15);
            int memory = 2 + random.nextInt(31);
            NodeShape nodes = new NodeShape(
                    1 + random.nextInt(4),
                    Quantity.parse("16"),
                    Quantity.parse("32Gi"),
                    random.nextInt(4) == 0 ? 2 : 110);
            // the strategy stays: a change to Recreate is refused by a real server alone, see docs/REAL_CLUSTERS.md
            int strategy = random.nextInt(3);
            ObjectNode first = web(random.nextInt(9), cpu + "", memory + "Gi", strategy);
            ObjectNode later = first.deepCopy();
            switch (random.nextInt(4)) {
                case 0 -> later = null;
                case 1 -> later.withObject("/spec").put("replicas", random.nextInt(9));
                case 2 ->
                    later = web(
                            first.at("/spec/replicas").asInt(), (1 + random.nextInt(20)) + "", memory + "Gi", strategy);
                default -> later.withObject("/metadata/labels").put("changed", "nothing");
            }
            return new Case(number, nodes, first, later);
        }

        private static ObjectNode web(int replicas, String cpu, String memory, int strategy) {
            ObjectNode web = LoopbackCluster.web(replicas, cpu);
            ((ObjectNode) web.at("/spec/template/spec/containers/0/resources/requests")).put("memory", memory);
            switch (strategy) {
                case 0 -> web.withObject("/spec/strategy").put("type", "Recreate");
                case 1 ->
                    web.withObject("/spec/strategy/rollingUpdate")
                            .put("maxSurge", 0)
                            .put("maxUnavailable", 1);
                default -> {}
            }
            return web;
        }

        ReplayRequest request() {
            TraceObject before = TraceObject.of(first);
            Trace trace = Trace.of(List.of(
                    new TraceEvent(LoopbackCluster.START, List.of(before), List.of()),
                    later == null
                            ? new TraceEvent(LoopbackCluster.START + 2, List.of(), List.of(before))
                            : new TraceEvent(LoopbackCluster.START + 2, List.of(TraceObject.of(later)), List.of())));
            return new ReplayRequest(
                    "case-" + number, trace, nodes, LENGTH, new NamespaceHooks(), "differential", number);
        }

        /** Tell how large it is, to show the smallest that disagrees. */
        int size() {
            return nodes.count() + first.at("/spec/replicas").asInt();
        }

        @Override
        public String toString() {
            return "case %d, seed %d: %s%n  first %s%n  later %s".formatted(number, SEED, nodes, first, later);
        }
    }

    @Test
    void real_cluster_shows_what_the_embedded_one_shows() throws InterruptedException, ExecutionException {
        List<Case> cases = new ArrayList<>();
        for (int number = 0; number < CASES; number++) {
            cases.add(Case.of(number));
        }
        ExecutorService threads = Executors.newFixedThreadPool(BESIDE_EACH_OTHER);
        TreeMap<Integer, String> disagreements = new TreeMap<>();
        try (KubernetesCluster real =
                        new KubernetesCluster(ControlPlane.shared().options());
                EmbeddedCluster embedded = new EmbeddedCluster()) {
            List<Callable<String>> plays = cases.stream()
                    .map(one -> (Callable<String>) () -> seen(real, one))
                    .toList();
            List<Future<String>> seen = threads.invokeAll(plays);
            for (int i = 0; i < cases.size(); i++) {
                String expected = seen(embedded, cases.get(i));
                String actual = seen.get(i).get();
                if (!actual.equals(expected)) {
                    disagreements.put(
                            cases.get(i).size() * CASES + i,
                            "%s%nreal:%n%s%nembedded:%n%s".formatted(cases.get(i), actual, expected));
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(disagreements.values())
                .as("%d of %d cases disagree, the smallest first", disagreements.size(), CASES)
                .isEmpty();
    }

    private static String seen(Cluster cluster, Case one) {
        ClusterState state;
        try {
            state = cluster.replay(one.request()).state();
        } catch (EnvironmentException refused) {
            // what one API server refuses the other has to refuse for the same fault
            return INVALID.matcher(String.valueOf(refused.getMessage()))
                    .results()
                    .map(MatchResult::group)
                    .findFirst()
                    .orElseThrow(() -> refused);
        }
        return state.deployments() + "\n"
                + "ready %d, pending %d, total %d, taken cpu %d, memory %d%n"
                        .formatted(
                                state.pods().stream().filter(PodState::ready).count(),
                                state.pods().stream().filter(PodState::pending).count(),
                                state.pods().size(),
                                state.nodes().stream()
                                        .mapToLong(node -> node.requestedCpuMilli())
                                        .sum(),
                                state.nodes().stream()
                                        .mapToLong(node -> node.requestedMemoryBytes())
                                        .sum())
                + state.pods().stream()
                        .filter(PodState::pending)
                        .map(pod -> LACKING.matcher(String.valueOf(pod.unschedulable()))
                                .results()
                                .map(MatchResult::group)
                                .collect(Collectors.joining(", ")))
                        .sorted()
                        .collect(Collectors.joining("\n"));
    }
}
