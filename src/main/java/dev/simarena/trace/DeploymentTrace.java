package dev.simarena.trace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Build a trace of one Deployment that declares under {@code metadata.arena} where it is meant to be played.
 *
 * <p>Without further calls it is {@code default/web}: three pods of {@code 500m} and {@code 512Mi}, target 3, on three
 * nodes of 16 CPU, {@code 32Gi} and 110 pods, applied at 1730390400 (2024-10-31T16:00:00Z). A builder is used by one
 * thread.
 */
public final class DeploymentTrace {

    /** Time of the only event, in unix seconds. */
    public static final long START = 1_730_390_400L;

    private String namespace = "default";
    private String name = "web";
    private int replicas = 3;
    private String cpu = "500m";
    private String memory = "512Mi";
    private String image = "ghcr.io/example/web:1.0";
    private final Map<String, String> labels = new TreeMap<>();
    private String description = "";
    private int nodes = 3;
    private String nodeCpu = "16";
    private String nodeMemory = "32Gi";
    private int nodePods = 110;
    private int target = 3;
    private @Nullable String usedCpu;
    private @Nullable String usedMemory;

    private DeploymentTrace() {}

    /** Start with the defaults. */
    public static DeploymentTrace builder() {
        return new DeploymentTrace();
    }

    /** Set the namespace, {@code default} otherwise. */
    public DeploymentTrace namespace(String namespace) {
        this.namespace = namespace;
        return this;
    }

    /** Set the name, which is the container's and the value of the label {@code app} too; {@code web} otherwise. */
    public DeploymentTrace name(String name) {
        this.name = name;
        return this;
    }

    /** Set {@code spec.replicas}. */
    public DeploymentTrace replicas(int replicas) {
        this.replicas = replicas;
        return this;
    }

    /**
     * Set the cpu request in the spelling that is written.
     *
     * @throws InvalidQuantityException when it is no quantity
     */
    public DeploymentTrace cpu(String cpu) {
        this.cpu = Quantity.parse(cpu).toString();
        return this;
    }

    /**
     * Set the memory request in the spelling that is written.
     *
     * @throws InvalidQuantityException when it is no quantity
     */
    public DeploymentTrace memory(String memory) {
        this.memory = Quantity.parse(memory).toString();
        return this;
    }

    /** Set the container image. */
    public DeploymentTrace image(String image) {
        this.image = image;
        return this;
    }

    /** Add a label to the Deployment and its pods, beside {@code app}. */
    public DeploymentTrace label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    /** Describe in a sentence what is broken. */
    public DeploymentTrace description(String description) {
        this.description = description;
        return this;
    }

    /**
     * Declare the nodes it is meant for.
     *
     * @throws InvalidQuantityException when cpu or memory is no quantity
     */
    public DeploymentTrace nodes(int count, String cpu, String memory, int pods) {
        this.nodes = count;
        this.nodeCpu = Quantity.parse(cpu).toString();
        this.nodeMemory = Quantity.parse(memory).toString();
        this.nodePods = pods;
        return this;
    }

    /** Declare the number of ready pods to reach. */
    public DeploymentTrace target(int target) {
        this.target = target;
        return this;
    }

    /**
     * Declare how much cpu each container uses, and that it gets no more than it requests: with a smaller request it is
     * throttled and never ready.
     *
     * @throws InvalidQuantityException when it is no quantity
     */
    public DeploymentTrace usesCpu(String cpu) {
        usedCpu = Quantity.parse(cpu).toString();
        return this;
    }

    /**
     * Declare how much memory each container uses, and that it gets no more than it requests: with a smaller request it
     * is killed again and again.
     *
     * @throws InvalidQuantityException when it is no quantity
     */
    public DeploymentTrace usesMemory(String memory) {
        usedMemory = Quantity.parse(memory).toString();
        return this;
    }

    /** Return the shortest solution at the declared nodes. */
    ShortestSolution shortestSolution() {
        return ShortestSolution.of(
                declaration(OptionalInt.empty()),
                replicas,
                new ShortestSolution.Need(Quantity.parse(cpu), quantity(usedCpu)),
                new ShortestSolution.Need(Quantity.parse(memory), quantity(usedMemory)));
    }

    private static Quantity quantity(@Nullable String used) {
        return Quantity.parse(used == null ? "0" : used);
    }

    private TraceDeclaration declaration(OptionalInt fewestSteps) {
        return new TraceDeclaration(
                nodes,
                Quantity.parse(nodeCpu),
                Quantity.parse(nodeMemory),
                nodePods,
                new DeploymentRef(null, name),
                target,
                fewestSteps);
    }

    /** Build the trace; the fewest steps are reckoned from it and left out where the actions cannot solve it. */
    public Trace build() {
        TraceObject deployment = TraceObject.of(deployment());
        TraceEvent event = new TraceEvent(START, List.of(deployment), List.of());
        return Trace.of(List.of(event)).withMetadata(metadata());
    }

    private ObjectNode metadata() {
        ObjectNode metadata = object();
        metadata.put("description", description);
        ObjectNode arena = metadata.putObject("arena");
        arena.putObject("nodes")
                .put("count", nodes)
                .put("cpu", nodeCpu)
                .put("memory", nodeMemory)
                .put("pods", nodePods);
        arena.put("deployment", name).put("target", target);
        shortestSolution().steps().ifPresent(steps -> arena.put("fewestSteps", steps));
        return metadata;
    }

    /** Keys are sorted, as SimKube's own tracer writes them. */
    private ObjectNode deployment() {
        ObjectNode root =
                object().put("apiVersion", Gvk.DEPLOYMENT.apiVersion()).put("kind", Gvk.DEPLOYMENT.kind());
        ObjectNode metadata = root.putObject("metadata");
        metadata.set("labels", labels());
        metadata.put("name", name).put("namespace", namespace);
        ObjectNode spec = root.putObject("spec").put("replicas", replicas);
        spec.putObject("selector").putObject("matchLabels").put("app", name);
        ObjectNode template = spec.putObject("template");
        ObjectNode templateMetadata = template.putObject("metadata");
        if (usedCpu != null || usedMemory != null) {
            templateMetadata.set("annotations", usage());
        }
        templateMetadata.set("labels", labels());
        ObjectNode container = template.putObject("spec").putArray("containers").addObject();
        container.put("image", image).put("name", name);
        container.putObject("resources").putObject("requests").put("cpu", cpu).put("memory", memory);
        return root;
    }

    private ObjectNode usage() {
        ObjectNode annotations = object();
        if (usedCpu != null) {
            annotations.put(UsageAnnotations.KWOK_CPU, usedCpu);
        }
        if (usedMemory != null) {
            annotations.put(UsageAnnotations.KWOK_MEMORY, usedMemory);
        }
        return annotations.put(UsageAnnotations.ENFORCE, "requests");
    }

    private ObjectNode labels() {
        Map<String, String> all = new TreeMap<>(labels);
        all.put("app", name);
        ObjectNode node = object();
        all.forEach(node::put);
        return node;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
