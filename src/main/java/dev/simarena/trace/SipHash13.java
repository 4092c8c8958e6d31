package dev.simarena.trace;

import java.nio.charset.StandardCharsets;

/** Compute SipHash-1-3 with the key (0, 0), the hash behind Rust's {@code DefaultHasher}. */
final class SipHash13 {

    private long v0 = 0x736f6d6570736575L;
    private long v1 = 0x646f72616e646f6dL;
    private long v2 = 0x6c7967656e657261L;
    private long v3 = 0x7465646279746573L;
    private long tail;
    private int tailBits;
    private long length;

    void putByte(int value) {
        tail |= (value & 0xffL) << tailBits;
        tailBits += Byte.SIZE;
        length++;
        if (tailBits == Long.SIZE) {
            compress(tail);
            tail = 0;
            tailBits = 0;
        }
    }

    /** Add eight bytes, the lowest first. */
    void putLong(long value) {
        length += Long.BYTES;
        if (tailBits == 0) {
            compress(value);
            return;
        }
        compress(tail | value << tailBits);
        tail = value >>> (Long.SIZE - tailBits);
    }

    /** Add the UTF-8 bytes of a text and the byte 0xFF, as Rust hashes a {@code str}. */
    void putText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                putUtf8(text, i);
                break;
            }
            putByte(text.charAt(i));
        }
        putByte(0xff);
    }

    private void putUtf8(String text, int from) {
        for (byte b : text.substring(from).getBytes(StandardCharsets.UTF_8)) {
            putByte(b);
        }
    }

    /** Return the hash of what was put, as an unsigned number. */
    long finish() {
        compress(length << 56 | tail);
        v2 ^= 0xff;
        round();
        round();
        round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void compress(long word) {
        v3 ^= word;
        round();
        v0 ^= word;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }
}
