package dev.simarena.engine.kwok;

/** Tell how a patch is to be applied. */
public enum PatchType {
    /** Lists of objects are merged by their keys, as only kinds of Kubernetes itself know how. */
    STRATEGIC("strategic"),
    /** JSON Merge Patch, RFC 7386: lists are replaced. */
    MERGE("merge"),
    /** JSON Patch, RFC 6902: a list of operations. */
    JSON("json");

    private final String text;

    PatchType(String text) {
        this.text = text;
    }

    /** Return the name stages use. */
    @Override
    public String toString() {
        return text;
    }
}
