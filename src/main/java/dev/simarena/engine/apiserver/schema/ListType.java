package dev.simarena.engine.apiserver.schema;

/** Say how the elements of a list belong to those who wrote them: {@code x-kubernetes-list-type}. */
public enum ListType {
    /** The list is one value. */
    ATOMIC,
    /** Each value is one element. */
    SET,
    /** Elements are objects, told apart by key fields. */
    MAP
}
