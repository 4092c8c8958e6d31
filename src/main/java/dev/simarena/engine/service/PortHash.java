package dev.simarena.engine.service;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Hash ports as the controllers of the control plane do, who sort them by it.
 *
 * <p>Source: {@code DeepHashObject}, which hashes the text in which Go shows a structure by FNV-1a of 128 bits.
 */
final class PortHash {

    private static final BigInteger BASIS = new BigInteger("144066263297769815596495629667062367629");
    private static final BigInteger PRIME = new BigInteger("309485009821345068724781371");
    private static final BigInteger RANGE = BigInteger.ONE.shiftLeft(128);
    private static final int DIGITS = 32;

    private PortHash() {}

    /** Return the hash of a port of an EndpointSlice as hexadecimal digits. */
    static String ofSlice(String name, String protocol, int port, @Nullable String appProtocol) {
        return hash(
                "(v1.EndpointPort){Name:(*string)%s Protocol:(*v1.Protocol)%s Port:(*int32)%d AppProtocol:(*string)%s}"
                        .formatted(name, protocol, port, appProtocol == null ? "<nil>" : appProtocol));
    }

    /** Return the hash of a port of Endpoints as hexadecimal digits. */
    static String ofEndpoints(String name, String protocol, int port, @Nullable String appProtocol) {
        return hash("(v1.EndpointPort){Name:(string)%s Port:(int32)%d Protocol:(v1.Protocol)%s AppProtocol:(*string)%s}"
                .formatted(name, port, protocol, appProtocol == null ? "<nil>" : appProtocol));
    }

    static String hash(String text) {
        BigInteger hash = BASIS;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            hash = hash.xor(BigInteger.valueOf(one & 0xFF)).multiply(PRIME).mod(RANGE);
        }
        String digits = hash.toString(16);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }
}
