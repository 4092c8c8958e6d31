package dev.simarena.engine.model;

/**
 * Name an object as events do; what is not told is empty.
 *
 * @param apiVersion version of its kind, for example {@code apps/v1}
 * @param kind kind, for example {@code Pod}
 * @param namespace namespace, empty for a cluster-scoped object
 * @param name name
 * @param uid uid
 * @param resourceVersion version the reporter saw
 * @param fieldPath part of the object, for example {@code spec.containers{web}}
 */
public record ObjectReference(
        String apiVersion,
        String kind,
        String namespace,
        String name,
        String uid,
        String resourceVersion,
        String fieldPath) {

    /** Name an object as it is now. */
    public static ObjectReference of(ApiObject object) {
        String namespace = object.namespace();
        return new ObjectReference(
                object.gvk().apiVersion(),
                object.gvk().kind(),
                namespace == null ? "" : namespace,
                object.name(),
                object.uid(),
                String.valueOf(object.resourceVersion()),
                "");
    }

    /** Return the same without the version the reporter saw. */
    public ObjectReference unversioned() {
        return new ObjectReference(apiVersion, kind, namespace, name, uid, "", fieldPath);
    }

    /** Return the same by name alone, without uid and version. */
    public ObjectReference byName() {
        return new ObjectReference(apiVersion, kind, namespace, name, "", "", fieldPath);
    }

    /** Return a reference to a part of the object. */
    public ObjectReference at(String path) {
        return new ObjectReference(apiVersion, kind, namespace, name, uid, resourceVersion, path);
    }
}
