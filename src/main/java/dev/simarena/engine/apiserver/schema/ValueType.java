package dev.simarena.engine.apiserver.schema;

/** Say in which form a value is written. */
public enum ValueType {
    STRING,
    /** A whole number; the format says how wide. */
    INTEGER,
    NUMBER,
    BOOLEAN,
    /** Base64. */
    BYTES,
    /** A number or a string. */
    QUANTITY,
    /** A number or a string. */
    INT_OR_STRING,
    /** RFC 3339, in seconds or, for format {@code micro-time}, in microseconds. */
    TIME,
    /** Named fields. */
    OBJECT,
    LIST,
    /** Free keys, values of one type. */
    MAP,
    /** Whatever JSON allows. */
    ANY
}
