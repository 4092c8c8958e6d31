package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.usage.UsageException;
import dev.simarena.engine.usage.UsageModel;
import dev.simarena.engine.usage.UsageReader;
import dev.simarena.trace.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hold a pod template read once and shared by all pods made from it; immutable, and safe to share between worlds.
 *
 * <p>The spec is stored as the API server stores it: defaults applied, quantities canonical.
 */
public final class PodTemplate {

    private final Map<String, String> labels;
    private final Map<String, String> annotations;
    private final ObjectNode spec;
    private final ObjectNode podSpec;
    private final String hash;
    private final Map<String, String> hashedLabels;
    private final PodRequests requests;
    private final Placement placement;
    private final List<HostPort> hostPorts;
    private final List<String> notSimulated;
    private final @Nullable Quantity firstCpu;
    private final @Nullable Quantity firstMemory;
    private final boolean gated;
    private final boolean managedScheduler;
    private final boolean neverPreempts;
    private final String nodeName;
    private final long terminationGracePeriodSeconds;
    private final String priorityClass;
    private final @Nullable Integer priority;
    private final PodAffinity podAffinity;
    private final List<SpreadConstraint> spreadConstraints;
    private final List<String> images;
    private final int containers;
    private final List<VolumeClaim> claims;
    private final List<String> neededFeatures;
    private final boolean sidecars;
    private final @Nullable UsageModel usage;

    /**
     * Read a template whose specs have their defaults; the caller hands the specs over and changes them no more.
     *
     * @param spec spec as stored in the template
     * @param podSpec spec of the pods made from it, whose requests default to limits
     */
    public PodTemplate(
            Map<String, String> labels, Map<String, String> annotations, ObjectNode spec, ObjectNode podSpec) {
        this.labels = labels;
        this.annotations = annotations;
        this.spec = spec;
        this.podSpec = podSpec;
        this.hash = TemplateHash.of(labels, annotations, spec);
        TreeMap<String, String> hashed = new TreeMap<>(labels);
        hashed.put(TemplateHash.LABEL, hash);
        this.hashedLabels = Collections.unmodifiableMap(hashed);
        this.requests = PodRequests.of(podSpec);
        this.placement = PlacementReader.placement(podSpec);
        this.hostPorts = PlacementReader.hostPorts(podSpec);
        this.notSimulated = unsimulatedFields(spec);
        JsonNode first = spec.path("containers").path(0).path("resources").path("requests");
        this.firstCpu = first.has("cpu") ? Quantity.parse(first.path("cpu").asText()) : null;
        this.firstMemory =
                first.has("memory") ? Quantity.parse(first.path("memory").asText()) : null;
        this.sidecars = sidecars(spec);
        this.usage = usage(annotations, podSpec);
        this.gated = !spec.path("schedulingGates").isEmpty();
        this.managedScheduler =
                spec.path("schedulerName").asText("default-scheduler").equals("default-scheduler");
        this.neverPreempts = spec.path("preemptionPolicy").asText().equals("Never");
        this.terminationGracePeriodSeconds =
                spec.path("terminationGracePeriodSeconds").asLong(30);
        this.nodeName = spec.path("nodeName").asText("");
        this.priorityClass = spec.path("priorityClassName").asText("");
        this.priority = spec.has("priority") ? spec.path("priority").asInt() : null;
        this.podAffinity = PlacementReader.podAffinity(spec);
        this.spreadConstraints = PlacementReader.spreadConstraints(spec);
        this.images = PlacementReader.images(spec);
        this.containers =
                spec.path("containers").size() + spec.path("initContainers").size();
        this.claims = PlacementReader.claims(spec);
        this.neededFeatures = PlacementReader.neededFeatures(spec);
    }

    /** Return the same template with other labels. */
    public PodTemplate withLabels(Map<String, String> others) {
        return others.equals(labels) ? this : new PodTemplate(others, annotations, spec, podSpec);
    }

    /** Return a template whose specs are changed in the same way. */
    @SuppressWarnings("ReferenceEquality") // both specs are one object where limits add no requests
    public PodTemplate changed(Consumer<ObjectNode> change) {
        ObjectNode changed = spec.deepCopy();
        change.accept(changed);
        if (podSpec == spec) {
            return new PodTemplate(labels, annotations, changed, changed);
        }
        ObjectNode changedPod = podSpec.deepCopy();
        change.accept(changedPod);
        return new PodTemplate(labels, annotations, changed, changedPod);
    }

    /** Return the labels of the template. */
    public Map<String, String> labels() {
        return labels;
    }

    /** Return the labels with {@code pod-template-hash}, as a Deployment's pods carry them. */
    public Map<String, String> hashedLabels() {
        return hashedLabels;
    }

    public Map<String, String> annotations() {
        return annotations;
    }

    /** Return the pod spec as stored in the template; read only. */
    public ObjectNode spec() {
        return spec;
    }

    /** Return the spec of the pods made from it; read only. */
    public ObjectNode podSpec() {
        return podSpec;
    }

    /** Return a stable hash in the alphabet Kubernetes uses for {@code pod-template-hash}. */
    public String hash() {
        return hash;
    }

    public PodRequests requests() {
        return requests;
    }

    public Placement placement() {
        return placement;
    }

    public List<HostPort> hostPorts() {
        return hostPorts;
    }

    /** Return the fields whose effect is not simulated, for example {@code v1.Pod spec.affinity.podAffinity}. */
    public List<String> notSimulated() {
        return notSimulated;
    }

    /** Return the cpu request of the first container as stored, {@code null} where absent. */
    public @Nullable Quantity firstCpu() {
        return firstCpu;
    }

    /** Return the memory request of the first container as stored, {@code null} where absent. */
    public @Nullable Quantity firstMemory() {
        return firstMemory;
    }

    /** Tell whether scheduling gates keep the pod from being scheduled. */
    public boolean gated() {
        return gated;
    }

    /** Tell whether the default scheduler is responsible. */
    public boolean managedScheduler() {
        return managedScheduler;
    }

    /** Tell whether {@code preemptionPolicy} is Never. */
    public boolean neverPreempts() {
        return neverPreempts;
    }

    /** Return how long its containers get to end. */
    public long terminationGracePeriodSeconds() {
        return terminationGracePeriodSeconds;
    }

    /** Return the node the pod was written for, empty where the scheduler chooses. */
    public String nodeName() {
        return nodeName;
    }

    /** Return the name of the PriorityClass, empty where none is named. */
    public String priorityClass() {
        return priorityClass;
    }

    /** Return the priority as written, {@code null} where it is not. */
    public @Nullable Integer priority() {
        return priority;
    }

    /** Return what the pod demands of the pods around it. */
    public PodAffinity podAffinity() {
        return podAffinity;
    }

    /** Return the topology spread constraints, which replace the default ones where there are any. */
    public List<SpreadConstraint> spreadConstraints() {
        return spreadConstraints;
    }

    /** Return the images of all containers and of image volumes, each with a tag. */
    public List<String> images() {
        return images;
    }

    /** Return the number of containers, init containers included. */
    public int containers() {
        return containers;
    }

    /** Return the features a node must declare to run the pod. */
    public List<String> neededFeatures() {
        return neededFeatures;
    }

    /** Return the persistent volume claims in the order of the volumes. */
    public List<VolumeClaim> claims() {
        return claims;
    }

    /** Tell whether an init container goes on running beside the containers. */
    public boolean sidecars() {
        return sidecars;
    }

    /** Return what its annotations declare about usage, {@code null} where they declare nothing. */
    public @Nullable UsageModel usage() {
        return usage;
    }

    private static boolean sidecars(JsonNode spec) {
        for (JsonNode container : spec.path("initContainers")) {
            if (container.path("restartPolicy").asText().equals("Always")) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable UsageModel usage(Map<String, String> annotations, JsonNode podSpec) {
        try {
            return UsageReader.read(annotations, podSpec);
        } catch (UsageException e) {
            throw new ApiException(422, "Invalid", String.valueOf(e.getMessage()));
        }
    }

    /** Compare by value: equal templates make equal pods. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof PodTemplate that
                        && hash.equals(that.hash)
                        && labels.equals(that.labels)
                        && annotations.equals(that.annotations)
                        && spec.equals(that.spec));
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    private static List<String> unsimulatedFields(JsonNode spec) {
        List<String> fields = new ArrayList<>();
        if (!spec.path("resourceClaims").isEmpty()) {
            fields.add("v1.Pod spec.resourceClaims");
        }
        return List.copyOf(fields);
    }
}
