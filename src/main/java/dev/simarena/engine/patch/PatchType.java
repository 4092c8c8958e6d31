package dev.simarena.engine.patch;

/** Say how a patch is to be read. */
public enum PatchType {
    /** RFC 6902, {@code application/json-patch+json}. */
    JSON("application/json-patch+json"),
    /** RFC 7386, {@code application/merge-patch+json}. */
    MERGE("application/merge-patch+json"),
    /** Kubernetes' own, {@code application/strategic-merge-patch+json}. */
    STRATEGIC("application/strategic-merge-patch+json");

    private final String mediaType;

    PatchType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Return the media type of requests. */
    public String mediaType() {
        return mediaType;
    }
}
