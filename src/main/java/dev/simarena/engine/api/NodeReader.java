package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.ResourceAmounts;
import dev.simarena.engine.model.Taint;
import dev.simarena.engine.validation.ObjectRules;
import dev.simarena.trace.InvalidQuantityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Read Nodes.
 *
 * <p>A node without allocatable gets KWOK's: 1000 cpu, 1Ti of memory, 1,000,000 pods. The taint {@code not-ready} that
 * admission adds and the node controller removes is never seen.
 */
public final class NodeReader {

    private static final int MOST_REMEMBERED = 1024;
    private static final ConcurrentHashMap<JsonNode, ResourceAmounts> REMEMBERED = new ConcurrentHashMap<>();
    private static final ResourceAmounts KWOK_DEFAULT =
            new ResourceAmounts(1_000_000, 1L << 40, 0, 1_000_000, ResourceAmounts.NONE.others());

    private NodeReader() {}

    /**
     * Read a node.
     *
     * @throws ApiException 400 or 422 where the API server would not take it
     */
    public static Node node(Manifest manifest, NodeTable table) {
        ObjectNode object = ObjectDefaults.apply(manifest.gvk(), manifest.json());
        ObjectRules.created(manifest.gvk(), object).check(manifest.gvk(), manifest.name());
        Node node = new Node(
                manifest.name(),
                manifest.labels(),
                manifest.annotations(),
                table,
                allocatable(manifest),
                taints(manifest),
                manifest.spec().path("unschedulable").asBoolean());
        node.setImages(images(manifest));
        show(node, object);
        return node;
    }

    /** What a node can hold is what it can give where only one is said. */
    private static void show(Node node, ObjectNode object) {
        JsonNode status = object.path("status");
        JsonNode capacity = status.path("capacity").isEmpty() ? status.path("allocatable") : status.path("capacity");
        if (capacity instanceof ObjectNode hold && status.path("allocatable") instanceof ObjectNode give) {
            node.show(hold, give);
        }
    }

    /** Take over what a manifest declares of an existing node; without a status its room stays as it is. */
    public static void update(Node node, Manifest manifest) {
        boolean sized = !manifest.json().path("status").isEmpty();
        if (sized) {
            node.setImages(images(manifest));
            show(node, ObjectDefaults.apply(manifest.gvk(), manifest.json()));
        }
        node.declare(
                sized ? allocatable(manifest) : node.allocatable(),
                taints(manifest),
                manifest.spec().path("unschedulable").asBoolean());
    }

    private static ResourceAmounts allocatable(Manifest manifest) {
        JsonNode status = manifest.json().path("status");
        JsonNode list = status.path("allocatable").isEmpty() ? status.path("capacity") : status.path("allocatable");
        if (list.isEmpty()) {
            return KWOK_DEFAULT;
        }
        ResourceAmounts known = REMEMBERED.get(list);
        if (known != null) {
            return known;
        }
        try {
            ResourceAmounts read = ResourceAmounts.of(list);
            if (REMEMBERED.size() >= MOST_REMEMBERED) {
                REMEMBERED.clear();
            }
            REMEMBERED.put(list.deepCopy(), read);
            return read;
        } catch (InvalidQuantityException e) {
            throw ApiException.unreadable(manifest.gvk(), e.apiMessage());
        }
    }

    private static Map<String, Long> images(Manifest manifest) {
        JsonNode list = manifest.json().path("status").path("images");
        if (list.isEmpty()) {
            return Collections.emptyMap();
        }
        Map<String, Long> images = new LinkedHashMap<>();
        for (JsonNode image : list) {
            for (JsonNode name : image.path("names")) {
                images.putIfAbsent(name.asText(), image.path("sizeBytes").asLong());
            }
        }
        return Collections.unmodifiableMap(images);
    }

    private static List<Taint> taints(Manifest manifest) {
        JsonNode list = manifest.spec().path("taints");
        if (list.isEmpty()) {
            return List.of();
        }
        List<Taint> taints = new ArrayList<>(list.size());
        for (JsonNode taint : list) {
            taints.add(new Taint(
                    taint.path("key").asText(),
                    taint.path("value").asText(""),
                    taint.path("effect").asText()));
        }
        return taints;
    }
}
