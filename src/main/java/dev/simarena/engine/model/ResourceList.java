package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Quantity;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hold quantities by resource name, sorted, each with its spelling, and calculate as Kubernetes' quota does. */
public final class ResourceList {

    private static final Quantity ZERO = Quantity.parse("0");

    private final TreeMap<String, Quantity> amounts = new TreeMap<>();

    /** Read a resource list, for example {@code {"cpu": "500m"}}; anything else counts as empty. */
    public static ResourceList of(JsonNode list) {
        ResourceList read = new ResourceList();
        for (Map.Entry<String, JsonNode> entry : list.properties()) {
            read.amounts.put(entry.getKey(), Quantity.of(entry.getValue()));
        }
        return read;
    }

    /** Return a copy that can be changed on its own. */
    public ResourceList copy() {
        ResourceList copy = new ResourceList();
        copy.amounts.putAll(amounts);
        return copy;
    }

    /** Return an amount, {@code null} where there is none. */
    public @Nullable Quantity get(String name) {
        return amounts.get(name);
    }

    public boolean has(String name) {
        return amounts.containsKey(name);
    }

    public boolean isEmpty() {
        return amounts.isEmpty();
    }

    /** Return the names, sorted. */
    public Collection<String> names() {
        return amounts.keySet();
    }

    /** Set an amount. */
    public void put(String name, Quantity amount) {
        amounts.put(name, amount);
    }

    /** Add another list; an amount that only one side has keeps its spelling. */
    public void add(ResourceList other) {
        other.amounts.forEach((name, amount) -> amounts.merge(name, amount, ResourceList::sum));
    }

    /** Keep the larger amount of each resource. */
    public void max(ResourceList other) {
        other.amounts.forEach(
                (name, amount) -> amounts.merge(name, amount, (mine, its) -> its.compareTo(mine) > 0 ? its : mine));
    }

    /** Return the amounts of some resources. */
    public ResourceList only(Collection<String> names) {
        ResourceList masked = new ResourceList();
        for (Map.Entry<String, Quantity> entry : amounts.entrySet()) {
            if (names.contains(entry.getKey())) {
                masked.amounts.put(entry.getKey(), entry.getValue());
            }
        }
        return masked;
    }

    /** Return the list without zeros. */
    public ResourceList withoutZeros() {
        ResourceList rest = new ResourceList();
        amounts.forEach((name, amount) -> {
            if (amount.signum() != 0) {
                rest.amounts.put(name, amount);
            }
        });
        return rest;
    }

    /** Return the names of the resources of which there is more here than there. */
    public Collection<String> exceeding(ResourceList limits) {
        TreeMap<String, Boolean> exceeding = new TreeMap<>();
        amounts.forEach((name, amount) -> {
            Quantity limit = limits.get(name);
            if (limit != null && amount.compareTo(limit) > 0) {
                exceeding.put(name, true);
            }
        });
        return exceeding.keySet();
    }

    /** Add two amounts in the unit of the first, of the second where the first is zero, spelled canonically. */
    public static Quantity sum(Quantity one, Quantity other) {
        if (one.signum() == 0) {
            return other.plus(ZERO).stored();
        }
        return one.plus(other).stored();
    }

    /** Write the list as the API server does. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        amounts.forEach((name, amount) -> json.put(name, amount.toString()));
        return json;
    }

    /** Return the amounts as messages name them, for example {@code cpu=1,pods=2}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        amounts.forEach((name, amount) -> text.add(name + "=" + amount));
        return text.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResourceList that && amounts.equals(that.amounts);
    }

    @Override
    public int hashCode() {
        return amounts.hashCode();
    }
}
