package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.Quantity;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hold amounts of resources as the scheduler counts them.
 *
 * @param cpuMilli cpu in thousandths, rounded up
 * @param memoryBytes memory in bytes, rounded up
 * @param ephemeralBytes ephemeral storage in bytes, rounded up
 * @param pods number of pods, only meaningful for nodes
 * @param others every other resource by name, rounded up to integers
 */
public record ResourceAmounts(
        long cpuMilli, long memoryBytes, long ephemeralBytes, long pods, SortedMap<String, Long> others) {

    /** Nothing of anything. */
    public static final ResourceAmounts NONE =
            new ResourceAmounts(0, 0, 0, 0, Collections.unmodifiableSortedMap(new TreeMap<>()));

    /** Read a resource list, for example {@code {"cpu": "500m"}}; anything else counts as empty. */
    public static ResourceAmounts of(JsonNode list) {
        if (list.isEmpty()) {
            return NONE;
        }
        long cpu = 0;
        long memory = 0;
        long ephemeral = 0;
        long pods = 0;
        TreeMap<String, Long> others = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : list.properties()) {
            Quantity quantity = Quantity.of(field.getValue());
            switch (field.getKey()) {
                case "cpu" -> cpu = quantity.milliValue();
                case "memory" -> memory = quantity.longValue();
                case "ephemeral-storage" -> ephemeral = quantity.longValue();
                case "pods" -> pods = quantity.longValue();
                default -> others.put(field.getKey(), quantity.longValue());
            }
        }
        return new ResourceAmounts(cpu, memory, ephemeral, pods, Collections.unmodifiableSortedMap(others));
    }
}
