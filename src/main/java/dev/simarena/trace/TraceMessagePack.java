package dev.simarena.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Read a trace from SimKube's MessagePack, one event after the other. */
final class TraceMessagePack {

    private final MessagePackReader reader;
    private final TraceParts parts;

    private TraceMessagePack(byte[] bytes, TraceParts parts) {
        this.reader = new MessagePackReader(bytes);
        this.parts = parts;
    }

    /** Read all parts of a trace and insist that nothing follows. */
    static void read(byte[] bytes, TraceParts parts) {
        new TraceMessagePack(bytes, parts).top();
    }

    private void top() {
        if (reader.atList()) {
            throw TraceFault.at(0L, TraceMessages.versionOne(), TraceMessages.EXPORT_VERSION_2);
        }
        if (!reader.atMap()) {
            throw TraceFault.at(0L, TraceMessages.notAMap(reader.found()), TraceMessages.NOT_A_TRACE);
        }
        int size = reader.enterMap("the top");
        for (int i = 0; i < size; i++) {
            long at = reader.offset();
            String key = reader.key();
            if (!parts.begin(key)) {
                throw duplicate(at, key);
            }
            switch (key) {
                case TraceKeys.EVENTS -> events();
                case TraceKeys.POD_LIFECYCLES -> parts.put(key, lifecycles());
                default -> parts.put(key, reader.value());
            }
        }
        reader.leave();
        reader.end();
    }

    private void events() {
        int size = reader.enterList(TraceKeys.EVENTS);
        for (int i = 0; i < size; i++) {
            parts.event(reader.value());
        }
        reader.leave();
    }

    /** Turn keys that are lists and numbers into the texts of the JSON view. */
    private ObjectNode lifecycles() {
        ObjectNode owners = JsonNodeFactory.instance.objectNode();
        int size = reader.enterMap(TraceKeys.POD_LIFECYCLES);
        for (int i = 0; i < size; i++) {
            long at = reader.offset();
            String owner = owner(at);
            if (owners.replace(owner, hashes()) != null) {
                throw duplicate(at, owner);
            }
        }
        reader.leave();
        return owners;
    }

    private String owner(long at) {
        if (!reader.atList()) {
            throw notAnOwner(at);
        }
        if (!(reader.value() instanceof ArrayNode pair) || pair.size() != 2) {
            throw notAnOwner(at);
        }
        if (!pair.get(0).isTextual() || !pair.get(1).isTextual()) {
            throw notAnOwner(at);
        }
        String gvk = pair.get(0).textValue();
        if (gvk.indexOf(' ') >= 0) {
            throw notAnOwner(at);
        }
        return PodLifecycles.ownerKey(gvk, pair.get(1).textValue());
    }

    private ObjectNode hashes() {
        ObjectNode pods = JsonNodeFactory.instance.objectNode();
        int size = reader.enterMap(TraceKeys.POD_LIFECYCLES);
        for (int i = 0; i < size; i++) {
            long at = reader.offset();
            var hash = reader.value();
            if (!hash.isIntegralNumber()) {
                throw TraceFault.at(at, TraceMessages.hashNotANumber(Shapes.name(hash)), TraceMessages.CORRECT_IT);
            }
            if (pods.replace(hash.asText(), reader.value()) != null) {
                throw duplicate(at, hash.asText());
            }
        }
        reader.leave();
        return pods;
    }

    private static TraceFault notAnOwner(long at) {
        return TraceFault.at(at, TraceMessages.notAnOwner(), TraceMessages.CORRECT_IT);
    }

    private static TraceFault duplicate(long at, String key) {
        return TraceFault.at(at, TraceMessages.duplicateKey(key), TraceMessages.CORRECT_IT);
    }
}
