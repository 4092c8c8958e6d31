package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.SpecHash;
import java.util.Map;

/**
 * Hash a pod template.
 *
 * <p>Kubernetes hashes a dump of its Go structure; here it is the hash SimKube uses for specs, folded to 32 bits with the
 * labels and annotations by FNV-1a and written in the same alphabet. It is as stable and as short, but not the same value.
 */
final class TemplateHash {

    /** Label that tells the ReplicaSets of one Deployment apart. */
    static final String LABEL = "pod-template-hash";

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private TemplateHash() {}

    static String of(Map<String, String> labels, Map<String, String> annotations, JsonNode spec) {
        int hash = 0x811C9DC5;
        hash = add(hash, labels.toString());
        hash = add(hash, annotations.toString());
        long specHash = SpecHash.of(spec);
        hash ^= (int) (specHash ^ (specHash >>> 32));
        String digits = Integer.toUnsignedString(hash);
        StringBuilder text = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            text.append(ALPHABET.charAt(digits.charAt(i) % ALPHABET.length()));
        }
        return text.toString();
    }

    private static int add(int hash, String text) {
        int result = hash;
        for (int i = 0; i < text.length(); i++) {
            result = (result ^ text.charAt(i)) * 0x01000193;
        }
        return result;
    }
}
