package dev.simarena.episode;

import dev.simarena.cluster.NodeShape;
import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.Trace;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Build episode specs for tests; without further calls three pods of 17 CPU that no node can hold. */
public final class SpecBuilder {

    private String scenario = "cpu";
    private String traceName = "cpu-slight.msgpack";
    private Trace trace = trace(3, "17000m", "2Gi");
    private String deployment = "web";
    private int target = 3;
    private NodeShape nodes = new NodeShape(3, Quantity.parse("16"), Quantity.parse("32Gi"), 110);
    private String policy = "test";
    private String reward = "gradual";
    private long seed = 42;
    private int repetition;
    private int maxSteps = 40;
    private @Nullable Double minReturn;
    private Duration duration = Duration.ofMinutes(2);
    private StateSpace stateSpace = StateSpace.BASE;
    private double noise;
    private ActionDeltas deltas = ActionDeltas.defaults();
    private SafeguardLimits limits = SafeguardLimits.defaults();

    public static SpecBuilder spec() {
        return new SpecBuilder();
    }

    /** Return a trace of one Deployment {@code default/web}. */
    public static Trace trace(int replicas, String cpu, String memory) {
        return DeploymentTrace.builder()
                .replicas(replicas)
                .cpu(cpu)
                .memory(memory)
                .build();
    }

    public SpecBuilder scenario(String value) {
        scenario = value;
        return this;
    }

    public SpecBuilder trace(String name, Trace value) {
        traceName = name;
        trace = value;
        return this;
    }

    public SpecBuilder deployment(String value) {
        deployment = value;
        return this;
    }

    public SpecBuilder target(int value) {
        target = value;
        return this;
    }

    public SpecBuilder nodes(NodeShape value) {
        nodes = value;
        return this;
    }

    public SpecBuilder policy(String value) {
        policy = value;
        return this;
    }

    public SpecBuilder reward(String value) {
        reward = value;
        return this;
    }

    public SpecBuilder seed(long value) {
        seed = value;
        return this;
    }

    public SpecBuilder repetition(int value) {
        repetition = value;
        return this;
    }

    public SpecBuilder maxSteps(int value) {
        maxSteps = value;
        return this;
    }

    public SpecBuilder minReturn(double value) {
        minReturn = value;
        return this;
    }

    public SpecBuilder duration(Duration value) {
        duration = value;
        return this;
    }

    public SpecBuilder noise(double value) {
        noise = value;
        return this;
    }

    public SpecBuilder deltas(ActionDeltas value) {
        deltas = value;
        return this;
    }

    public SpecBuilder limits(SafeguardLimits value) {
        limits = value;
        return this;
    }

    public EpisodeSpec build() {
        return new EpisodeSpec(
                scenario,
                traceName,
                trace,
                DeploymentRef.parse(deployment),
                target,
                nodes,
                policy,
                reward,
                seed,
                repetition,
                maxSteps,
                minReturn,
                duration,
                stateSpace,
                noise,
                deltas,
                limits,
                OptionalInt.empty());
    }
}
