package dev.simarena.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.EditResult;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.ResourceName;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEdits;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceFiles;
import dev.simarena.trace.TraceObject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Edits share what they do not touch with the trace before them, and replays share the manifests of nodes: compare them
 * with edits and replays that share nothing.
 */
class SharedPartsTests {

    private static final List<NodeShape> SHAPES = List.of(
            NodeShape.of(3, "16", "32Gi"),
            NodeShape.of(3, "16000m", "32Gi"),
            NodeShape.of(2, "4", "8Gi"),
            NodeShape.of(3, "16", "32Gi"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sharing_changesNeitherTracesNorReplays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EmbeddedCluster cluster = new EmbeddedCluster();
        Trace shared = start();
        List<Trace> played = new ArrayList<>();
        List<byte[]> alone = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            int edit = random.nextInt(6);
            DeploymentRef ref = new DeploymentRef(null, "web-" + random.nextInt(3));
            Trace copy = TraceFiles.read(shared.toBytes(), "copy").trace();
            shared = edit(shared, ref, edit).trace();
            copy = edit(copy, ref, edit).trace();
            NodeShape shape = SHAPES.get(random.nextInt(SHAPES.size()));

            assertThat(cluster.replay(request(shared, shape)))
                    .isEqualTo(new EmbeddedCluster()
                            .replay(request(
                                    copy,
                                    NodeShape.of(
                                            shape.count(),
                                            shape.cpu().toString(),
                                            shape.memory().toString()))));

            played.add(shared);
            alone.add(copy.toBytes());
        }
        for (int step = 0; step < played.size(); step++) {
            assertThat(played.get(step).toBytes()).as("step %d", step).isEqualTo(alone.get(step));
        }
    }

    private static Trace start() {
        List<TraceEvent> events = new ArrayList<>();
        for (int event = 0; event < 4; event++) {
            List<TraceObject> applied = new ArrayList<>();
            for (int i = event % 2; i < 3; i++) {
                Trace single = DeploymentTrace.builder()
                        .name("web-" + i)
                        .replicas(1 + event)
                        .cpu("1500m")
                        .memory("2Gi")
                        .build();
                applied.add(single.events().get(0).applied().get(0));
            }
            events.add(new TraceEvent(DeploymentTrace.START + event * 30L, applied, List.of()));
        }
        return Trace.of(events);
    }

    private static EditResult edit(Trace trace, DeploymentRef ref, int edit) {
        return switch (edit) {
            case 0 -> TraceEdits.addRequest(trace, ref, ResourceName.CPU, Quantity.parse("500m"));
            case 1 -> TraceEdits.addRequest(trace, ref, ResourceName.CPU, Quantity.parse("-500m"));
            case 2 -> TraceEdits.addRequest(trace, ref, ResourceName.MEMORY, Quantity.parse("256Mi"));
            case 3 -> TraceEdits.addRequest(trace, ref, ResourceName.MEMORY, Quantity.parse("-256Mi"));
            case 4 -> TraceEdits.addReplicas(trace, ref, 1);
            default -> TraceEdits.addReplicas(trace, ref, -1);
        };
    }

    private static ReplayRequest request(Trace trace, NodeShape nodes) {
        return new ReplayRequest(
                "shared", trace, nodes, ReplayRequest.DEFAULT_DURATION, new NamespaceHooks(), "test", 5);
    }
}
