package dev.simarena.engine.apiserver.proto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Read protobuf's wire format from a range of bytes; everything that leads beyond it is an error. */
final class WireReader {

    /** Wire type of integers and truth values. */
    static final int VARINT = 0;

    /** Wire type of 8 bytes. */
    static final int FIXED64 = 1;

    /** Wire type of text, bytes, messages and packed lists. */
    static final int BYTES = 2;

    /** Wire type of 4 bytes. */
    static final int FIXED32 = 5;

    private static final int LONGEST_VARINT = 70;

    private final byte[] data;
    private final int end;
    private int at;

    WireReader(byte[] data, int start, int end) {
        this.data = data;
        this.at = start;
        this.end = end;
    }

    boolean more() {
        return at < end;
    }

    long varint() throws ProtobufException {
        long value = 0;
        for (int shift = 0; shift < LONGEST_VARINT; shift += 7) {
            if (at >= end) {
                throw eof();
            }
            byte next = data[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new ProtobufException("proto: integer overflow");
    }

    double fixed64() throws ProtobufException {
        int start = skip(Long.BYTES);
        long bits = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            bits = (bits << Byte.SIZE) | (data[start + i] & 0xFFL);
        }
        return Double.longBitsToDouble(bits);
    }

    byte[] bytes() throws ProtobufException {
        int start = length();
        return Arrays.copyOfRange(data, start, at);
    }

    String text() throws ProtobufException {
        int start = length();
        return new String(data, start, at - start, StandardCharsets.UTF_8);
    }

    WireReader message() throws ProtobufException {
        int start = length();
        return new WireReader(data, start, at);
    }

    /** Leave out a field that nobody knows. */
    void skipField(int wireType) throws ProtobufException {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED64 -> skip(Long.BYTES);
            case BYTES -> length();
            case FIXED32 -> skip(Integer.BYTES);
            default -> throw new ProtobufException("proto: illegal wireType " + wireType);
        }
    }

    private int length() throws ProtobufException {
        long length = varint();
        if (length < 0) {
            throw new ProtobufException("proto: negative length found during unmarshaling");
        }
        return skip(length);
    }

    private int skip(long length) throws ProtobufException {
        if (length > end - at) {
            throw eof();
        }
        int start = at;
        at += (int) length;
        return start;
    }

    private static ProtobufException eof() {
        return new ProtobufException("unexpected EOF");
    }
}
