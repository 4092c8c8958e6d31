package dev.simarena.engine.apiserver.http;

/** Learn which requests came and how they were answered. */
interface RequestLog {

    /** Nobody wants to know. */
    RequestLog NONE = (method, target, status) -> {};

    /** Take one request; called by several threads at once. */
    void answered(String method, String target, int status);
}
