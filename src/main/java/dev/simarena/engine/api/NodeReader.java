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
import org.jspecify.annotations.Nullable;

/**
 * Read Nodes.
 *
 * <p>A node without allocatable gets KWOK's: 1000 cpu, 1Ti of memory, 1,000,000 pods. The taint {@code not-ready} that
 * admission adds and the node controller removes is never seen.
 */
public final class NodeReader {

    /** What a manifest declares; shared by all nodes that are made from equal manifests. */
    record Declared(
            ResourceAmounts allocatable,
            List<Taint> taints,
            boolean unschedulable,
            Map<String, Long> images,
            List<String> features,
            @Nullable ObjectNode shownCapacity,
            @Nullable ObjectNode shownAllocatable) {

        void showOn(Node node) {
            node.setImages(images);
            node.setDeclaredFeatures(features);
            if (shownCapacity != null && shownAllocatable != null) {
                node.show(shownCapacity, shownAllocatable);
            }
        }
    }

    private static final int MOST_REMEMBERED = 1024;
    private static final ConcurrentHashMap<JsonNode, Declared> REMEMBERED = new ConcurrentHashMap<>();
    private static final ResourceAmounts KWOK_DEFAULT =
            new ResourceAmounts(1_000_000, 1L << 40, 0, 1_000_000, ResourceAmounts.NONE.others());

    private NodeReader() {}

    /**
     * Read a node.
     *
     * @throws ApiException 400 or 422 where the API server would not take it
     */
    public static Node node(Manifest manifest, NodeTable table) {
        Declared declared = manifest.node();
        if (declared == null) {
            declared = declared(manifest);
            manifest.setNode(declared);
        }
        Node node = new Node(
                manifest.name(),
                manifest.labels(),
                manifest.annotations(),
                table,
                declared.allocatable(),
                declared.taints(),
                declared.unschedulable());
        declared.showOn(node);
        return node;
    }

    private static Declared declared(Manifest manifest) {
        Declared known = REMEMBERED.get(manifest.json());
        if (known != null) {
            return known;
        }
        ObjectNode object = ObjectDefaults.apply(manifest.gvk(), manifest.json());
        ObjectRules.created(manifest.gvk(), object).check(manifest.gvk(), manifest.name());
        Declared declared = read(manifest, object);
        if (REMEMBERED.size() >= MOST_REMEMBERED) {
            REMEMBERED.clear();
        }
        REMEMBERED.put(manifest.json().deepCopy(), declared);
        return declared;
    }

    /** Take over what a manifest declares of an existing node; without a status its room stays as it is. */
    public static void update(Node node, Manifest manifest) {
        boolean sized = !manifest.json().path("status").isEmpty();
        Declared declared = read(manifest, ObjectDefaults.apply(manifest.gvk(), manifest.json()));
        if (sized) {
            declared.showOn(node);
        }
        node.declare(sized ? declared.allocatable() : node.allocatable(), declared.taints(), declared.unschedulable());
    }

    /** What a node can hold is what it can give where only one is said. */
    private static Declared read(Manifest manifest, ObjectNode object) {
        JsonNode status = object.path("status");
        JsonNode capacity = status.path("capacity").isEmpty() ? status.path("allocatable") : status.path("capacity");
        return new Declared(
                allocatable(manifest),
                List.copyOf(taints(manifest)),
                manifest.spec().path("unschedulable").asBoolean(),
                images(manifest),
                features(status.path("declaredFeatures")),
                capacity instanceof ObjectNode list ? list : null,
                status.path("allocatable") instanceof ObjectNode list ? list : null);
    }

    private static List<String> features(JsonNode list) {
        List<String> features = new ArrayList<>(0);
        list.forEach(feature -> features.add(feature.asText()));
        return features;
    }

    private static ResourceAmounts allocatable(Manifest manifest) {
        JsonNode status = manifest.json().path("status");
        JsonNode list = status.path("allocatable").isEmpty() ? status.path("capacity") : status.path("allocatable");
        if (list.isEmpty()) {
            return KWOK_DEFAULT;
        }
        try {
            return ResourceAmounts.of(list);
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
