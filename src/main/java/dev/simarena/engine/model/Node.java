package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hold a node; the numbers the scheduler needs lie in the {@link NodeTable} under the node's index. */
public final class Node extends ApiObject {

    private NodeTable table;
    private ObjectSet<Pod> pods = new ObjectSet<>();
    private int index = -1;
    private List<Taint> taints;
    private boolean unschedulable;
    private @Nullable ObjectNode status;
    private NodeHealth health = NodeHealth.GOOD;
    private ResourceAmounts allocatable;
    private Map<String, Long> images = Collections.emptyMap();
    private List<String> declaredFeatures = List.of();
    private @Nullable ObjectNode shownCapacity;
    private @Nullable ObjectNode shownAllocatable;

    public Node(
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            NodeTable table,
            ResourceAmounts allocatable,
            List<Taint> taints,
            boolean unschedulable) {
        super(Gvk.NODE, null, name, labels, annotations);
        this.table = table;
        this.allocatable = allocatable;
        this.taints = List.copyOf(taints);
        this.unschedulable = unschedulable;
    }

    /** Return the place of the node in the table, -1 before it has one. */
    public int index() {
        return index;
    }

    void setIndex(int index) {
        this.index = index;
    }

    public List<Taint> taints() {
        return taints;
    }

    public boolean unschedulable() {
        return unschedulable;
    }

    public ResourceAmounts allocatable() {
        return allocatable;
    }

    /** Return the sizes in bytes of the container images on the node by name. */
    public Map<String, Long> images() {
        return images;
    }

    public void setImages(Map<String, Long> images) {
        this.images = images;
    }

    /** Return the features it declares, in the order in which they were written. */
    public List<String> declaredFeatures() {
        return declaredFeatures;
    }

    public void setDeclaredFeatures(List<String> features) {
        declaredFeatures = List.copyOf(features);
    }

    /** Keep the resource lists as they are stored, to be shown with their spelling. */
    public void show(ObjectNode capacity, ObjectNode allocatableList) {
        shownCapacity = capacity;
        shownAllocatable = allocatableList;
    }

    /** Return the capacity as stored, {@code null} where it was not declared; read only. */
    public @Nullable ObjectNode shownCapacity() {
        return shownCapacity;
    }

    /** Return the allocatable resources as stored, {@code null} where they were not declared; read only. */
    public @Nullable ObjectNode shownAllocatable() {
        return shownAllocatable;
    }

    /** Return its status as stages wrote it, {@code null} where it is the one KWOK gives every node; read only. */
    public @Nullable ObjectNode status() {
        return status;
    }

    /** Set a status as written; the caller hands it over and changes it no more. */
    public void setStatus(ObjectNode newStatus) {
        status = newStatus;
    }

    /** Tell whether its kubelet does not work, so that nothing happens to its pods. */
    public boolean stopped() {
        return health.isStopped();
    }

    /** Return what the control plane thinks of it. */
    public NodeHealth health() {
        return health;
    }

    public void setHealth(NodeHealth health) {
        this.health = health;
    }

    /** Return the virtual time in microseconds since 1970. */
    public long now() {
        return table.now();
    }

    /** Change what is declared of the node. */
    public void declare(ResourceAmounts newAllocatable, List<Taint> newTaints, boolean newUnschedulable) {
        allocatable = newAllocatable;
        taints = List.copyOf(newTaints);
        unschedulable = newUnschedulable;
    }

    /** Return the pods that count on this node, in the order in which they came. */
    public Set<Pod> pods() {
        return pods;
    }

    /** Return the cpu requested by its pods, in milli. */
    public long requestedCpuMilli() {
        return index < 0 ? 0 : table.requestedCpu(index);
    }

    /** Return the memory requested by its pods, in bytes. */
    public long requestedMemoryBytes() {
        return index < 0 ? 0 : table.requestedMemory(index);
    }

    @Override
    protected void relink(Fork fork) {
        super.relink(fork);
        table = fork.part(table);
        pods = pods.copy(fork);
    }
}
