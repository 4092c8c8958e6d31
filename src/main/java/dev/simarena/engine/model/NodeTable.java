package dev.simarena.engine.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hold the numbers of all nodes in arrays, so that a pass over thousands of nodes reads memory in order.
 *
 * <p>cpu counts in milli, memory and storage in bytes. Places of removed nodes are used again.
 */
public final class NodeTable {

    private LongSupplier clock = () -> 0;
    private int size;
    private int holes;
    private @Nullable Node[] nodes = new Node[8];
    private long[] allocatableCpu = new long[8];
    private long[] allocatableMemory = new long[8];
    private long[] allocatableEphemeral = new long[8];
    private long[] allocatablePods = new long[8];
    private long[] requestedCpu = new long[8];
    private long[] requestedMemory = new long[8];
    private long[] requestedEphemeral = new long[8];
    private long[] scoreCpu = new long[8];
    private long[] scoreMemory = new long[8];
    private int[] pods = new int[8];
    private int[] version = new int[8];
    private int[] declaredVersion = new int[8];
    private boolean[] hostname = new boolean[8];
    private int[] zone = new int[8];
    private int[] softTaints = new int[8];
    private int nodesWithZone;
    private int nodesWithSoftTaints;
    private final Map<String, Integer> zones = new LinkedHashMap<>();
    private final Map<String, long[]> allocatableOthers = new LinkedHashMap<>();
    private final Map<String, long[]> requestedOthers = new LinkedHashMap<>();

    /** Take over the numbers of another table. */
    public void copyFrom(NodeTable original, Fork fork) {
        size = original.size;
        holes = original.holes;
        nodes = new Node[original.nodes.length];
        for (int i = 0; i < size; i++) {
            nodes[i] = fork.ofNullable(original.nodes[i]);
        }
        allocatableCpu = original.allocatableCpu.clone();
        allocatableMemory = original.allocatableMemory.clone();
        allocatableEphemeral = original.allocatableEphemeral.clone();
        allocatablePods = original.allocatablePods.clone();
        requestedCpu = original.requestedCpu.clone();
        requestedMemory = original.requestedMemory.clone();
        requestedEphemeral = original.requestedEphemeral.clone();
        scoreCpu = original.scoreCpu.clone();
        scoreMemory = original.scoreMemory.clone();
        pods = original.pods.clone();
        version = original.version.clone();
        declaredVersion = original.declaredVersion.clone();
        hostname = original.hostname.clone();
        zone = original.zone.clone();
        softTaints = original.softTaints.clone();
        nodesWithZone = original.nodesWithZone;
        nodesWithSoftTaints = original.nodesWithSoftTaints;
        zones.putAll(original.zones);
        original.allocatableOthers.forEach((name, column) -> allocatableOthers.put(name, column.clone()));
        original.requestedOthers.forEach((name, column) -> requestedOthers.put(name, column.clone()));
    }

    /** Set the clock by which heartbeats of nodes are told. */
    public void setClock(LongSupplier clock) {
        this.clock = clock;
    }

    long now() {
        return clock.getAsLong();
    }

    /** Give a node a place. */
    public void add(Node node) {
        int index = holes > 0 ? firstHole() : size;
        if (index == size) {
            size++;
            if (size > nodes.length) {
                grow(size * 2);
            }
        } else {
            holes--;
        }
        nodes[index] = node;
        node.setIndex(index);
        zone[index] = 0;
        softTaints[index] = 0;
        update(node);
    }

    /** Take over what a node declares. */
    public void update(Node node) {
        int index = node.index();
        version[index]++;
        declaredVersion[index]++;
        ResourceAmounts amounts = node.allocatable();
        allocatableCpu[index] = amounts.cpuMilli();
        allocatableMemory[index] = amounts.memoryBytes();
        allocatableEphemeral[index] = amounts.ephemeralBytes();
        allocatablePods[index] = amounts.pods();
        hostname[index] = node.labels().containsKey("kubernetes.io/hostname");
        setZone(index, zoneNumber(node.labels().get("topology.kubernetes.io/zone")));
        setSoftTaints(index, (int) node.taints().stream().filter(Taint::soft).count());
        for (long[] column : allocatableOthers.values()) {
            column[index] = 0;
        }
        amounts.others().forEach((name, amount) -> column(allocatableOthers, name)[index] = amount);
    }

    /** Free the place of a node; its pods must have been released. */
    public void remove(Node node) {
        setZone(node.index(), 0);
        setSoftTaints(node.index(), 0);
        nodes[node.index()] = null;
        node.setIndex(-1);
        holes++;
    }

    private int firstHole() {
        int index = 0;
        while (nodes[index] != null) {
            index++;
        }
        return index;
    }

    /** Count a pod on its node. */
    public void assign(Pod pod, Node node) {
        node.pods().add(pod);
        pod.setCounted(true);
        count(pod.template().requests(), node.index(), 1);
    }

    /** Count a pod no more; does nothing where it was not counted. */
    public void release(Pod pod) {
        Node node = pod.node();
        if (node == null || !pod.counted()) {
            return;
        }
        count(pod.takenRequests(), node.index(), -1);
        pod.setCounted(false);
        node.pods().remove(pod);
    }

    /** Count what a pod requests now, which is counted already. */
    public void resize(Pod pod, Node node) {
        count(pod.takenRequests(), node.index(), -1);
        pod.countRequests();
        count(pod.takenRequests(), node.index(), 1);
    }

    /** Count a pod (+1) or count it no more (-1) without moving it, to see what would be; to be taken back soon. */
    public void suppose(Pod pod, int index, int sign) {
        count(pod.takenRequests(), index, sign);
    }

    private void count(PodRequests requests, int index, int sign) {
        requestedCpu[index] += sign * requests.cpuMilli();
        requestedMemory[index] += sign * requests.memoryBytes();
        requestedEphemeral[index] += sign * requests.ephemeralBytes();
        scoreCpu[index] += sign * requests.takenCpuMilli();
        scoreMemory[index] += sign * requests.takenMemoryBytes();
        pods[index] += sign;
        version[index]++;
        for (Map.Entry<String, Long> other : requests.others().entrySet()) {
            column(requestedOthers, other.getKey())[index] += sign * other.getValue();
        }
    }

    /** Return the number of places, some of which may be empty. */
    public int size() {
        return size;
    }

    /** Return the node at a place, {@code null} where it is empty. */
    public @Nullable Node node(int index) {
        return nodes[index];
    }

    /** Return a number, 1 or more, that changes whenever anything in the row of the node changes. */
    public int version(int index) {
        return version[index];
    }

    /** Return a number, 1 or more, that changes whenever what is declared of the node changes. */
    public int declaredVersion(int index) {
        return declaredVersion[index];
    }

    public long allocatableCpu(int index) {
        return allocatableCpu[index];
    }

    public long allocatableMemory(int index) {
        return allocatableMemory[index];
    }

    public long allocatableEphemeral(int index) {
        return allocatableEphemeral[index];
    }

    public long allocatablePods(int index) {
        return allocatablePods[index];
    }

    public long requestedCpu(int index) {
        return requestedCpu[index];
    }

    public long requestedMemory(int index) {
        return requestedMemory[index];
    }

    public long requestedEphemeral(int index) {
        return requestedEphemeral[index];
    }

    /** Return the requested cpu with defaults for containers that request none; only for scores. */
    public long scoreCpu(int index) {
        return scoreCpu[index];
    }

    /** Return the requested memory with defaults for containers that request none; only for scores. */
    public long scoreMemory(int index) {
        return scoreMemory[index];
    }

    public int pods(int index) {
        return pods[index];
    }

    /** Tell whether the node has the label {@code kubernetes.io/hostname}. */
    public boolean hostname(int index) {
        return hostname[index];
    }

    /** Return the number of the node's zone, 0 where it has no label {@code topology.kubernetes.io/zone}. */
    public int zone(int index) {
        return zone[index];
    }

    /** Return the highest number of a zone. */
    public int zones() {
        return nodesWithZone == 0 ? 0 : zones.size();
    }

    /** Tell whether any node has a taint PreferNoSchedule. */
    public boolean anySoftTaints() {
        return nodesWithSoftTaints > 0;
    }

    private int zoneNumber(@Nullable String name) {
        return name == null ? 0 : zones.computeIfAbsent(name, __ -> zones.size() + 1);
    }

    private void setZone(int index, int number) {
        nodesWithZone += Integer.signum(number) - Integer.signum(zone[index]);
        zone[index] = number;
    }

    private void setSoftTaints(int index, int count) {
        nodesWithSoftTaints += Integer.signum(count) - Integer.signum(softTaints[index]);
        softTaints[index] = count;
    }

    public long allocatable(String resource, int index) {
        return column(allocatableOthers, resource)[index];
    }

    public long requested(String resource, int index) {
        return column(requestedOthers, resource)[index];
    }

    private long[] column(Map<String, long[]> columns, String resource) {
        return columns.computeIfAbsent(resource, __ -> new long[nodes.length]);
    }

    private void grow(int length) {
        nodes = Arrays.copyOf(nodes, length);
        allocatableCpu = Arrays.copyOf(allocatableCpu, length);
        allocatableMemory = Arrays.copyOf(allocatableMemory, length);
        allocatableEphemeral = Arrays.copyOf(allocatableEphemeral, length);
        allocatablePods = Arrays.copyOf(allocatablePods, length);
        requestedCpu = Arrays.copyOf(requestedCpu, length);
        requestedMemory = Arrays.copyOf(requestedMemory, length);
        requestedEphemeral = Arrays.copyOf(requestedEphemeral, length);
        scoreCpu = Arrays.copyOf(scoreCpu, length);
        scoreMemory = Arrays.copyOf(scoreMemory, length);
        pods = Arrays.copyOf(pods, length);
        version = Arrays.copyOf(version, length);
        declaredVersion = Arrays.copyOf(declaredVersion, length);
        hostname = Arrays.copyOf(hostname, length);
        zone = Arrays.copyOf(zone, length);
        softTaints = Arrays.copyOf(softTaints, length);
        allocatableOthers.replaceAll((name, column) -> Arrays.copyOf(column, length));
        requestedOthers.replaceAll((name, column) -> Arrays.copyOf(column, length));
    }
}
