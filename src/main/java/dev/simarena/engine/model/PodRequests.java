package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Hold what one pod asks of a node.
 *
 * <p>Per resource it is the larger of (sum of containers + sum of sidecars) and, for each init container, (its request +
 * the sidecars before it); pod-level requests override cpu, memory and huge pages; overhead is added last. Fractions
 * of bytes are rounded up in the end only. Source: {@code PodRequests} of Kubernetes' component-helpers.
 *
 * @param cpuMilli cpu in thousandths
 * @param memoryBytes memory in bytes
 * @param ephemeralBytes ephemeral storage in bytes
 * @param others every other resource by name, without zeros
 * @param scoreCpuMilli cpu with 100m for each container that requests none, pod-level requests left out, as the score of
 *     NodeResourcesFit sees the pod it is about
 * @param scoreMemoryBytes memory with 200Mi for each container that requests none, pod-level requests left out
 * @param takenCpuMilli cpu as that score sees pods already there: pod-level requests count, and then 100m for a container
 *     only where no level requests cpu
 * @param takenMemoryBytes memory as that score sees pods already there
 */
public record PodRequests(
        long cpuMilli,
        long memoryBytes,
        long ephemeralBytes,
        SortedMap<String, Long> others,
        long scoreCpuMilli,
        long scoreMemoryBytes,
        long takenCpuMilli,
        long takenMemoryBytes) {

    private static final long DEFAULT_CPU_MILLI = 100;
    private static final long DEFAULT_MEMORY_BYTES = 200L * 1024 * 1024;

    /** Add up the requests of a pod spec in which defaults are applied. */
    public static PodRequests of(JsonNode spec) {
        Sum containers = new Sum();
        for (JsonNode container : spec.path("containers")) {
            containers.add(requests(container));
        }
        Sum sidecars = new Sum();
        Sum init = new Sum();
        for (JsonNode container : spec.path("initContainers")) {
            Sum request = requests(container);
            if (container.path("restartPolicy").asText().equals("Always")) {
                sidecars.add(request);
                init.max(sidecars);
            } else {
                request.add(sidecars);
                init.max(request);
            }
        }
        containers.add(sidecars);
        containers.max(init);
        containers.override(spec.path("resources").path("requests"));
        JsonNode overhead = spec.path("overhead");
        if (!overhead.isEmpty()) {
            containers.add(new Sum(overhead));
        }
        return containers.toRequests();
    }

    /** Tell whether no resource is requested at all, so that only the number of pods limits. */
    public boolean isZero() {
        return cpuMilli == 0 && memoryBytes == 0 && ephemeralBytes == 0 && others.isEmpty();
    }

    /** Tell whether anything is less than what others ask. */
    public boolean anyLess(PodRequests than) {
        return less(than, name -> true);
    }

    /** Tell whether anything is less than what others ask that a third pod asks for too. */
    public boolean anyLess(PodRequests than, PodRequests wanted) {
        return less(than, name -> switch (name) {
            case "cpu" -> wanted.cpuMilli > 0;
            case "memory" -> wanted.memoryBytes > 0;
            case "ephemeral-storage" -> wanted.ephemeralBytes > 0;
            default -> wanted.others.containsKey(name);
        });
    }

    private boolean less(PodRequests than, Predicate<String> counts) {
        return (cpuMilli < than.cpuMilli && counts.test("cpu"))
                || (memoryBytes < than.memoryBytes && counts.test("memory"))
                || (ephemeralBytes < than.ephemeralBytes && counts.test("ephemeral-storage"))
                || than.others.entrySet().stream()
                        .anyMatch(other -> others.getOrDefault(other.getKey(), 0L) < other.getValue()
                                && counts.test(other.getKey()));
    }

    private static Sum requests(JsonNode container) {
        JsonNode list = container.path("resources").path("requests");
        Sum sum = new Sum(list);
        if (!list.has("cpu")) {
            sum.scoreCpu = DEFAULT_CPU_MILLI;
        }
        if (!list.has("memory")) {
            sum.scoreMemory = ExactBytes.of(DEFAULT_MEMORY_BYTES);
        }
        return sum;
    }

    /** Add and compare per resource. */
    private static final class Sum {
        private long cpu;
        private long scoreCpu;
        private ExactBytes memory = ExactBytes.NONE;
        private ExactBytes scoreMemory = ExactBytes.NONE;
        private boolean requestsCpu;
        private boolean requestsMemory;
        private boolean podLevel;
        private ExactBytes ephemeral = ExactBytes.NONE;
        private final TreeMap<String, Long> others = new TreeMap<>();

        Sum() {}

        Sum(JsonNode list) {
            if (list.isEmpty()) {
                return;
            }
            ResourceAmounts amounts = ResourceAmounts.of(list);
            cpu = amounts.cpuMilli();
            scoreCpu = cpu;
            requestsCpu = list.has("cpu");
            requestsMemory = list.has("memory");
            memory = ExactBytes.of(list.path("memory"));
            scoreMemory = memory;
            ephemeral = ExactBytes.of(list.path("ephemeral-storage"));
            others.putAll(amounts.others());
        }

        void add(Sum other) {
            cpu += other.cpu;
            scoreCpu += other.scoreCpu;
            memory = memory.plus(other.memory);
            scoreMemory = scoreMemory.plus(other.scoreMemory);
            requestsCpu |= other.requestsCpu;
            requestsMemory |= other.requestsMemory;
            ephemeral = ephemeral.plus(other.ephemeral);
            other.others.forEach((name, amount) -> others.merge(name, amount, Long::sum));
        }

        void max(Sum other) {
            cpu = Math.max(cpu, other.cpu);
            scoreCpu = Math.max(scoreCpu, other.scoreCpu);
            memory = memory.max(other.memory);
            scoreMemory = scoreMemory.max(other.scoreMemory);
            requestsCpu |= other.requestsCpu;
            requestsMemory |= other.requestsMemory;
            ephemeral = ephemeral.max(other.ephemeral);
            other.others.forEach((name, amount) -> others.merge(name, amount, Math::max));
        }

        void override(JsonNode list) {
            if (list.isEmpty()) {
                return;
            }
            Sum amounts = new Sum(list);
            if (amounts.requestsCpu) {
                cpu = amounts.cpu;
                requestsCpu = true;
                podLevel = true;
            }
            if (amounts.requestsMemory) {
                memory = amounts.memory;
                requestsMemory = true;
                podLevel = true;
            }
            for (Map.Entry<String, Long> other : amounts.others.entrySet()) {
                if (other.getKey().startsWith("hugepages-")) {
                    others.put(other.getKey(), other.getValue());
                    podLevel = true;
                }
            }
        }

        PodRequests toRequests() {
            others.values().removeIf(amount -> amount == 0);
            return new PodRequests(
                    cpu,
                    memory.roundedUp(),
                    ephemeral.roundedUp(),
                    Collections.unmodifiableSortedMap(others),
                    scoreCpu,
                    scoreMemory.roundedUp(),
                    podLevel && requestsCpu ? cpu : scoreCpu,
                    (podLevel && requestsMemory ? memory : scoreMemory).roundedUp());
        }
    }
}
