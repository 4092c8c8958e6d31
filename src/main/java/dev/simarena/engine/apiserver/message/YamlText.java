package dev.simarena.engine.apiserver.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/** Write YAML as the API server does: keys sorted, lists not indented, texts quoted where they would be something else. */
public final class YamlText {

    private static final Resolver RESOLVER = new Resolver();

    private YamlText() {}

    /** Return a document. */
    public static byte[] bytes(JsonNode json) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setSplitLines(true);
        StringWriter text = new StringWriter();
        Serializer serializer = new Serializer(new Emitter(text, options), RESOLVER, options, null);
        try {
            serializer.open();
            serializer.serialize(node(json));
            serializer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Node node(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> mapping(json);
            case ARRAY -> sequence(json);
            case STRING -> text(json.textValue());
            case NUMBER -> plain(json.isIntegralNumber() ? Tag.INT : Tag.FLOAT, json.asText());
            case BOOLEAN -> plain(Tag.BOOL, json.asText());
            default -> plain(Tag.NULL, "null");
        };
    }

    private static Node mapping(JsonNode json) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        json.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        List<NodeTuple> tuples = new ArrayList<>(sorted.size());
        sorted.forEach((key, value) -> tuples.add(new NodeTuple(text(key), node(value))));
        return new MappingNode(Tag.MAP, tuples, tuples.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private static Node sequence(JsonNode json) {
        List<Node> nodes = new ArrayList<>(json.size());
        json.forEach(element -> nodes.add(node(element)));
        return new SequenceNode(Tag.SEQ, nodes, nodes.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private static Node text(String text) {
        ScalarStyle style = ScalarStyle.PLAIN;
        if (text.indexOf('\n') >= 0) {
            style = ScalarStyle.LITERAL;
        } else if (text.isEmpty()
                || !RESOLVER.resolve(NodeId.scalar, text, true).equals(Tag.STR)
                || oldBoolean(text)) {
            style = ScalarStyle.DOUBLE_QUOTED;
        }
        return new ScalarNode(Tag.STR, text, null, null, style);
    }

    /** YAML 1.1 has short truth values that are still quoted. */
    private static boolean oldBoolean(String text) {
        return text.length() == 1 && "yYnN".contains(text);
    }

    private static Node plain(Tag tag, String text) {
        return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
    }
}
