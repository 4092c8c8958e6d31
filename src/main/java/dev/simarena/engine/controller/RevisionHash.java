package dev.simarena.engine.controller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.engine.model.PodTemplate;
import java.nio.charset.StandardCharsets;

/**
 * Hash the data of a StatefulSet's revision as kube-controller-manager does: FNV-1 of 32 bits over the JSON with sorted
 * keys, then the number of collisions in decimal, written in an alphabet that spells no words. Source: {@code
 * HashControllerRevision} of {@code pkg/controller/history}.
 */
final class RevisionHash {

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int OFFSET = 0x811C9DC5;
    private static final int PRIME = 0x01000193;
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private RevisionHash() {}

    /** Return the hash of a template after a number of collisions. */
    static String of(PodTemplate template, int collisions) {
        int hash = OFFSET;
        for (byte octet : json(ControllerRevision.data(template)).getBytes(StandardCharsets.UTF_8)) {
            hash = hash * PRIME ^ (octet & 0xFF);
        }
        for (byte octet : String.valueOf(collisions).getBytes(StandardCharsets.US_ASCII)) {
            hash = hash * PRIME ^ octet;
        }
        String digits = Integer.toUnsignedString(hash);
        StringBuilder text = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            text.append(ALPHABET.charAt(digits.charAt(i) % ALPHABET.length()));
        }
        return text.toString();
    }

    private static String json(JsonNode data) {
        try {
            // Go writes these three letters escaped; elsewhere than in texts they do not occur.
            return SORTED.writeValueAsString(SORTED.treeToValue(data, Object.class))
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Template [%s] cannot be written.".formatted(data), e);
        }
    }
}
