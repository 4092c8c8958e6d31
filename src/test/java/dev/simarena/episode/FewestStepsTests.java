package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.NodeShape;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.policy.Policies;
import dev.simarena.trace.DeploymentCopy;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceDeclaration;
import dev.simarena.trace.TraceEdits;
import dev.simarena.trace.TraceFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Search every scenario trace breadth first on the embedded cluster and compare what is declared and what is played. */
class FewestStepsTests {

    static List<Path> traces() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("scenarios"))) {
            return files.filter(file -> file.toString().endsWith(".msgpack"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("traces")
    void referencePolicyTakesAsFewStepsAsTheSearch_andTheTraceDeclaresThem(Path file) {
        EpisodeSpec spec = spec(file);

        Episode episode;
        try (Simulation simulation =
                new Simulation(spec, new EmbeddedCluster(), new NamespaceHooks(), EpisodeRecorder.NONE, List.of())) {
            episode = simulation.play(Policies.named("reference"));
        }

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(episode.stepCount()).isPositive().isEqualTo(search(spec));
        assertThat(spec.fewestSteps()).hasValue(episode.stepCount());
    }

    /**
     * Identify what actions can change.
     *
     * @param cpu cpu request, zero where absent
     * @param memory memory request, zero where absent
     * @param replicas number of replicas
     */
    private record State(BigDecimal cpu, BigDecimal memory, int replicas) {
        static State of(Trace trace, EpisodeSpec spec) {
            DeploymentCopy copy = TraceEdits.copies(trace, spec.deployment()).get(0);
            return new State(
                    copy.cpu() == null ? BigDecimal.ZERO : copy.cpu().value().stripTrailingZeros(),
                    copy.memory() == null
                            ? BigDecimal.ZERO
                            : copy.memory().value().stripTrailingZeros(),
                    copy.replicas());
        }
    }

    private static int search(EpisodeSpec spec) {
        ActionEdits edits = new ActionEdits(spec);
        Set<State> seen = new HashSet<>(Set.of(State.of(spec.trace(), spec)));
        List<Trace> frontier = List.of(spec.trace());
        for (int steps = 0; !frontier.isEmpty(); steps++) {
            List<Trace> next = new ArrayList<>();
            for (Trace trace : frontier) {
                if (solved(trace, spec)) {
                    return steps;
                }
                for (Action action : Action.values()) {
                    ActionEdits.Edited edited = edits.apply(action, trace);
                    if (edited.outcome().changed() && seen.add(State.of(edited.trace(), spec))) {
                        next.add(edited.trace());
                    }
                }
            }
            frontier = next;
        }
        throw new AssertionError("no sequence of actions solves " + spec.traceName());
    }

    private static boolean solved(Trace trace, EpisodeSpec spec) {
        // With another number of replicas total is not the target; the replay would only confirm it.
        return State.of(trace, spec).replicas() == spec.target()
                && ObservationFactory.observe(
                                new EmbeddedCluster()
                                        .replay(new ReplayRequest(
                                                "search",
                                                trace,
                                                spec.nodes(),
                                                spec.duration(),
                                                new NamespaceHooks(),
                                                "search",
                                                0))
                                        .state(),
                                TracedDeployment.find(spec))
                        .atTarget(spec.target());
    }

    private static EpisodeSpec spec(Path file) {
        Trace trace = TraceFiles.load(file).trace();
        TraceDeclaration declared = trace.declaration().orElseThrow();
        return new EpisodeSpec(
                "search",
                file.getFileName().toString(),
                trace,
                declared.deployment(),
                declared.target(),
                new NodeShape(declared.nodes(), declared.cpu(), declared.memory(), declared.pods()),
                "reference",
                EpisodeSpec.DEFAULT_REWARD,
                0,
                0,
                50,
                null,
                ReplayRequest.DEFAULT_DURATION,
                StateSpace.BASE,
                0,
                ActionDeltas.defaults(),
                SafeguardLimits.defaults(),
                declared.fewestSteps().isPresent() ? declared.fewestSteps() : OptionalInt.empty());
    }
}
