package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Map.Entry;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Write values as MessagePack, every number and length in its smallest form, keys in the order they have. */
final class MessagePackWriter {

    private final MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();

    /** Write a whole trace. */
    static byte[] write(Trace trace) {
        MessagePackWriter writer = new MessagePackWriter();
        try {
            writer.trace(trace);
            return writer.packer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void trace(Trace trace) throws IOException {
        packer.packMapHeader(trace.keys().size());
        for (String key : trace.keys()) {
            packer.packString(key);
            switch (key) {
                case TraceKeys.EVENTS -> events(trace);
                case TraceKeys.POD_LIFECYCLES -> lifecycles(trace.lifecycles());
                default -> value(trace.part(key));
            }
        }
    }

    private void events(Trace trace) throws IOException {
        packer.packArrayHeader(trace.events().size());
        for (TraceEvent event : trace.events()) {
            value(event.toNode());
        }
    }

    /** The one part that JSON cannot hold: keys are lists and numbers. */
    private void lifecycles(PodLifecycles lifecycles) throws IOException {
        packer.packMapHeader(lifecycles.byOwner().size());
        for (var owner : lifecycles.byOwner().entrySet()) {
            packer.packArrayHeader(2);
            packer.packString(owner.getKey().gvk().toString());
            packer.packString(owner.getKey().name());
            packer.packMapHeader(owner.getValue().size());
            for (var pods : owner.getValue().entrySet()) {
                value(Numbers.unsigned(pods.getKey()));
                value(PodLifecycles.toNode(pods.getValue()));
            }
        }
    }

    private void value(JsonNode value) throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> {
                packer.packMapHeader(value.size());
                for (Entry<String, JsonNode> field : value.properties()) {
                    packer.packString(field.getKey());
                    value(field.getValue());
                }
            }
            case ARRAY -> {
                packer.packArrayHeader(value.size());
                for (JsonNode element : value) {
                    value(element);
                }
            }
            case STRING -> packer.packString(value.textValue());
            case NUMBER -> number(value);
            case BOOLEAN -> packer.packBoolean(value.booleanValue());
            case BINARY -> {
                byte[] data = value.binaryValue();
                packer.packBinaryHeader(data.length);
                packer.writePayload(data);
            }
            default -> packer.packNil();
        }
    }

    private void number(JsonNode value) throws IOException {
        if (value.isFloat()) {
            packer.packFloat(value.floatValue());
        } else if (!value.isIntegralNumber()) {
            packer.packDouble(value.doubleValue());
        } else if (value.canConvertToLong()) {
            packer.packLong(value.longValue());
        } else {
            BigInteger big = value.bigIntegerValue();
            if (big.signum() < 0 || big.bitLength() > Long.SIZE) {
                throw TraceFiles.unwritable(TraceMessages.outOfRange(big), TraceMessages.CORRECT_IT);
            }
            packer.packBigInteger(big);
        }
    }
}
