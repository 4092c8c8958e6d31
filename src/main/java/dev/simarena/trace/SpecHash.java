package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** Compute the hashes in the index of a trace the way SimKube does ({@code sk-core/src/jsonutils.rs}). */
public final class SpecHash {

    private SpecHash() {}

    /**
     * Hash a JSON value; an absent one counts as null.
     *
     * @return the hash as an unsigned number, see {@link Long#toUnsignedString(long)}
     */
    public static long of(@Nullable JsonNode value) {
        SipHash13 hash = new SipHash13();
        put(hash, value);
        return hash.finish();
    }

    private static void put(SipHash13 hash, @Nullable JsonNode value) {
        if (value == null) {
            hash.putLong(0);
            return;
        }
        switch (value.getNodeType()) {
            case BOOLEAN -> hash.putByte(value.booleanValue() ? 1 : 0);
            case NUMBER -> hash.putLong(number(value));
            case STRING -> hash.putText(value.textValue());
            case BINARY -> hash.putText(value.asText());
            case ARRAY -> value.forEach(element -> put(hash, element));
            case OBJECT -> {
                for (Entry<String, JsonNode> field : sorted(value)) {
                    hash.putText(field.getKey());
                    put(hash, field.getValue());
                }
            }
            default -> hash.putLong(0);
        }
    }

    private static long number(JsonNode value) {
        if (value.isBigInteger()) {
            return value.bigIntegerValue().longValue();
        }
        if (value.isIntegralNumber()) {
            return value.longValue();
        }
        double number = value.doubleValue();
        return number == 0 ? 0 : Double.doubleToRawLongBits(number);
    }

    private static List<Entry<String, JsonNode>> sorted(JsonNode object) {
        List<Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
        fields.sort(Map.Entry.comparingByKey(SpecHash::compareAsUtf8));
        return fields;
    }

    /** Compare as UTF-8 bytes do: by code point, so that surrogate pairs come last. */
    static int compareAsUtf8(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                boolean oneIsSurrogate = Character.isSurrogate(l) != Character.isSurrogate(r);
                return oneIsSurrogate ? Boolean.compare(Character.isSurrogate(l), Character.isSurrogate(r)) : l - r;
            }
        }
        return left.length() - right.length();
    }
}
