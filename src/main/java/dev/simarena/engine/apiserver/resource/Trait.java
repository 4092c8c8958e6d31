package dev.simarena.engine.apiserver.resource;

/** Say in what the objects of a resource differ from most. */
public enum Trait {
    /** Replacing one that is not there creates it. */
    UPSERT,
    /** Who replaces one must say which version it was made from. */
    VERSIONED,
    /** Deleting one answers with the object, not with a Status. */
    RETURNED,
    /** Whoever asks for them is warned that there is something better. */
    DEPRECATED
}
