package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Bring what was recorded and what was answered to the same form: whatever differs from run to run is blanked. */
final class TranscriptEntry {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern UID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|<uid>");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z|<time>|<volatile>");
    private static final Pattern POD =
            Pattern.compile("\\b([a-z0-9]+)-[bcdf0-9]{7,10}-[bcdfghjklmnpqrstvwxz2456789]{5}\\b");
    private static final Pattern SET = Pattern.compile("\\b(web|ssad)-[bcdf0-9]{7,10}(-?)\\b");
    private static final Pattern GENERATED = Pattern.compile("gen-([bcdfghjklmnpqrstvwxz2456789]{5}$|<5 of .*>)");
    private static final Pattern AGE = Pattern.compile("<age>|\\d+[smh](\\d+[sm])?");

    /** Fields whose values are told by time, chance or equally good nodes. */
    private static final Set<String> VOLATILE = Set.of(
            "uid",
            "resourceVersion",
            "continue",
            "serverAddress",
            "serverRelativeURL",
            "podIP",
            "ip",
            "nodeName",
            "pod-template-hash",
            "clusterIP",
            "reportingInstance",
            "etag");

    /** Addresses of Services are drawn by chance; pods get theirs in the order in which they start on nodes drawn so. */
    private static final Pattern ADDRESS = Pattern.compile("\\b10\\.(0\\.0|96\\.\\d+)\\.\\d+\\b");

    /** KWOK 0.9.0-alpha made the recordings; a world tells the version that its users have. */
    private static final Pattern KWOK = Pattern.compile("kwok-v?0\\.[89]\\.0");

    /** What only one of the two versions writes, besides names of hosts among the addresses of nodes. */
    private static final Set<String> KWOK_FIELDS = Set.of("kubeletEndpoint", "hostIPs", "f:hostIPs");

    private static final Pattern HOST = Pattern.compile("default-scheduler-(vm|sim-arena)");
    private static final Pattern HASH = Pattern.compile("pod-template-hash=[a-z0-9]+");

    private static final Pattern EVENT = Pattern.compile("\\.[0-9a-f]{16}$");
    private static final Pattern PLACE = Pattern.compile("(Successfully assigned \\S+ to) n[01]");
    private static final Pattern YAML_VERSION = Pattern.compile("resourceVersion: (\"[0-9]+\"|<time>)");
    private static final Pattern OLD = Pattern.compile("too old resource version: \\d+ \\(\\d+\\)");

    private TranscriptEntry() {}

    /** Return a body as JSON where it is JSON, as text where not; an empty one as an empty text. */
    static JsonNode read(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.startsWith("[+]")) {
            return new TextNode(text);
        }
        try {
            JsonNode json = body.length > 0 && (body[0] == '{' || body[0] == '[') ? JSON.readTree(body) : null;
            return json == null ? new TextNode(text) : json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return a copy without what differs from run to run. */
    static JsonNode blank(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                JsonNode value = field.getValue();
                boolean told = VOLATILE.contains(field.getKey())
                        && value.isTextual()
                        && !value.asText().isEmpty();
                if (field.getKey().equals("remainingItemCount") && value.asInt() > 1) {
                    // How many events there are is told by the pace of the recording.
                    value = new TextNode("<some>");
                }
                String name = UID.matcher(ADDRESS.matcher(field.getKey()).replaceAll("<ip>"))
                        .replaceAll("<uid>");
                if (KWOK_FIELDS.contains(name)) {
                    continue;
                }
                if (name.equals("addresses") && value.isArray()) {
                    value = withoutHostnames(value);
                }
                copy.set(name, told ? new TextNode("<blank>") : blank(value));
            }
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(element -> copy.add(blank(element)));
            return copy;
        }
        return node.isTextual() ? new TextNode(blank(node.asText())) : node;
    }

    private static String blank(String text) {
        String blanked = UID.matcher(text).replaceAll("<uid>");
        blanked = TIME.matcher(blanked).replaceAll("<time>");
        blanked = POD.matcher(blanked).replaceAll("$1-<hash>-<suffix>");
        blanked = SET.matcher(blanked).replaceAll("$1-<hash>$2");
        blanked = GENERATED.matcher(blanked).replaceAll("gen-<suffix>");
        blanked = OLD.matcher(blanked).replaceAll("too old resource version: <rv> (<rv>)");
        blanked = EVENT.matcher(blanked).replaceAll(".<time>");
        blanked = PLACE.matcher(blanked).replaceAll("$1 <node>");
        if (blanked.startsWith("apiVersion:")) {
            blanked = YAML_VERSION
                    .matcher(blanked.replace("\"<time>\"", "<time>").replace("uid: <time>", "uid: <uid>"))
                    .replaceAll("resourceVersion: <rv>");
        }
        blanked = ADDRESS.matcher(blanked).replaceAll("<ip>");
        blanked = KWOK.matcher(blanked).replaceAll("kwok-<version>");
        blanked = HOST.matcher(blanked).replaceAll("default-scheduler-<host>");
        blanked = HASH.matcher(blanked).replaceAll("pod-template-hash=<hash>");
        return AGE.matcher(blanked).matches() ? "<age>" : blanked;
    }

    private static ArrayNode withoutHostnames(JsonNode addresses) {
        ArrayNode kept = JSON.createArrayNode();
        for (JsonNode address : addresses) {
            if (!address.path("type").asText().equals("Hostname")) {
                kept.add(address);
            }
        }
        return kept;
    }

    /** Take out of a Deployment or its scale what its controller writes. */
    static void withoutControllers(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        object.remove("status");
        ObjectNode metadata = object.withObject("/metadata");
        if (metadata.path("annotations") instanceof ObjectNode annotations) {
            annotations.remove("deployment.kubernetes.io/revision");
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
        if (metadata.path("managedFields") instanceof ArrayNode managers) {
            for (int i = managers.size() - 1; i >= 0; i--) {
                if (managers.get(i).path("manager").asText().equals("kube-controller-manager")) {
                    managers.remove(i);
                }
            }
        }
    }

    /** Sort conditions, managers and rows by what is left of them. */
    static void sort(JsonNode node) {
        for (JsonNode row : node.path("rows")) {
            sort(row.path("object"));
        }
        node.path("items").forEach(TranscriptEntry::sort);
        for (JsonNode list : List.of(
                node.path("rows"),
                node.path("status").path("conditions"),
                node.path("metadata").path("managedFields"))) {
            if (list instanceof ArrayNode array) {
                List<JsonNode> sorted = new ArrayList<>();
                array.forEach(sorted::add);
                sorted.sort(Comparator.comparing(JsonNode::toString));
                array.removeAll();
                sorted.forEach(array::add);
            }
        }
    }

    /** Return a copy without any {@code managedFields}. */
    static JsonNode withoutManagers(JsonNode node) {
        JsonNode copy = node.deepCopy();
        strip(copy);
        return copy;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("managedFields");
        }
        node.forEach(TranscriptEntry::strip);
    }

    /** Return where two documents differ, at most some places. */
    static List<String> differences(JsonNode expected, JsonNode actual) {
        List<String> differences = new ArrayList<>();
        compare("", expected, actual, differences);
        return differences.size() > 12 ? differences.subList(0, 12) : differences;
    }

    private static void compare(String path, JsonNode expected, JsonNode actual, List<String> differences) {
        if (expected.isObject() && actual.isObject()) {
            for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                compare(path + "/" + name, expected.path(name), actual.path(name), differences);
            }
            for (Iterator<String> names = actual.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!expected.has(name)) {
                    differences.add("%s: not expected: %s".formatted(path + "/" + name, actual.path(name)));
                }
            }
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(path + "/" + i, expected.get(i), actual.get(i), differences);
            }
        } else if (!expected.equals(actual)) {
            differences.add(
                    "%s: expected %s but was %s".formatted(path, expected, actual.isMissingNode() ? "absent" : actual));
        }
    }
}
