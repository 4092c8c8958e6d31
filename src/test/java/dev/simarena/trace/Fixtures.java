package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Make the small traces and bytes that the tests of this package read. */
final class Fixtures {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Fixtures() {}

    /** Pack bytes by hand, so that a test does not trust the writer it checks. */
    static byte[] packed(Packing packing) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packing.pack(packer);
            return packer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read JSON in which ' stands for ". */
    static ObjectNode json(String text) {
        return (ObjectNode) tree(text);
    }

    /** Read any JSON in which ' stands for ". */
    static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pack any value, keys in their order. */
    static void pack(MessageBufferPacker packer, JsonNode value) throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> {
                packer.packMapHeader(value.size());
                for (var field : value.properties()) {
                    packer.packString(field.getKey());
                    pack(packer, field.getValue());
                }
            }
            case ARRAY -> {
                packer.packArrayHeader(value.size());
                for (JsonNode element : value) {
                    pack(packer, element);
                }
            }
            case STRING -> packer.packString(value.textValue());
            case BOOLEAN -> packer.packBoolean(value.booleanValue());
            case NUMBER -> {
                if (value.isIntegralNumber()) {
                    packer.packBigInteger(value.bigIntegerValue());
                } else {
                    packer.packDouble(value.doubleValue());
                }
            }
            default -> packer.packNil();
        }
    }

    static byte[] packed(JsonNode value) {
        return packed(packer -> pack(packer, value));
    }

    static TraceObject deployment(String name, int replicas) {
        return TraceObject.of(json("""
                {'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': '%s', 'namespace': 'shop'},
                 'spec': {'replicas': %d, 'selector': {'matchLabels': {'app': 'web'}},
                  'template': {'metadata': {'creationTimestamp': null, 'labels': {'app': 'web'}},
                   'spec': {'containers': [{'name': 'web', 'image': 'web:1',
                    'resources': {'requests': {'cpu': '250m', 'memory': '1Gi'}}}]}}}}
                """.formatted(name, replicas)));
    }

    static TraceObject object(String apiVersion, String kind, String name, String spec) {
        return TraceObject.of(
                json("{'apiVersion': '%s', 'kind': '%s', 'metadata': {'name': '%s', 'namespace': 'shop'}, 'spec': %s}"
                        .formatted(apiVersion, kind, name, spec)));
    }

    static TraceEvent applying(long ts, TraceObject... objects) {
        return new TraceEvent(ts, List.of(objects), List.of());
    }

    /** A trace of two Deployments, one of them scaled and the other deleted. */
    static Trace trace() {
        return Trace.of(List.of(
                new TraceEvent(1_700_000_000, List.of(), List.of()),
                applying(1_700_000_000, deployment("web", 2), deployment("db", 1)),
                new TraceEvent(1_700_000_060, List.of(deployment("web", 5)), List.of(deployment("db", 1)))));
    }

    /** The JSON view of a trace that has something of everything. */
    static ObjectNode everything() {
        ObjectNode trace = json("""
                {'version': 2,
                 'config': {'trackedObjects': {
                  'apps/v1.Deployment': {'podSpecTemplatePaths': ['/spec/template'], 'trackLifecycle': true},
                  'batch/v1.CronJob': {'podSpecTemplatePath': '/spec/jobTemplate/spec/template', 'skipOwned': true},
                  'batch.volcano.sh/v1alpha1.Job': {'podSpecTemplatePaths': ['/spec/tasks/*/template']},
                  'apps/v1.StatefulSet': {'podSpecTemplatePaths': null}}},
                 'events': [
                  {'ts': 1700000000, 'applied_objs': [], 'deleted_objs': []},
                  {'ts': 1700000001, 'applied_objs': [], 'deleted_objs': [{'apiVersion': 'v1', 'kind': 'Pod', 'metadata': {'name': 'gone', 'namespace': 'shop'}}]}],
                 'index': {'apps/v1.Deployment': {'shop/web': 18446744073709551615, 'shop/old': 7}},
                 'pod_lifecycles': {
                  'apps/v1.Deployment shop/web': {
                   '9223372036854775808': [{'Running': 1700000003}, {'Finished': [1700000003, 1700000009]}],
                   '12': ['Empty']}},
                 'metadata': {'description': 'of everything', 'arena': {
                  'nodes': {'count': 3, 'cpu': '16', 'memory': '32Gi', 'pods': 110},
                  'deployment': 'shop/web', 'target': 3, 'fewestSteps': 4}}}
                """);
        trace.withArray("/events/0/applied_objs").add(deployment("web", 3).body());
        return trace;
    }

    /** Write to a packer. */
    interface Packing {
        void pack(MessageBufferPacker packer) throws IOException;
    }
}
