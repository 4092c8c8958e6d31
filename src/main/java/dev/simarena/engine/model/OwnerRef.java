package dev.simarena.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * Point from an object to one of its owners.
 *
 * @param apiVersion apiVersion of the owner
 * @param kind kind of the owner
 * @param name name of the owner
 * @param uid uid of the owner as written
 * @param controller whether the owner is the managing controller
 * @param blockOwnerDeletion whether a foreground deletion of the owner waits for this object
 * @param owner the owner where it existed when the object was stored, else {@code null}
 */
public record OwnerRef(
        String apiVersion,
        String kind,
        String name,
        String uid,
        boolean controller,
        boolean blockOwnerDeletion,
        @Nullable ApiObject owner) {

    OwnerRef in(Fork fork) {
        return new OwnerRef(apiVersion, kind, name, uid, controller, blockOwnerDeletion, fork.ofNullable(owner));
    }

    /** Return the same reference that blocks the deletion of its owner no more. */
    public OwnerRef unblocked() {
        return new OwnerRef(apiVersion, kind, name, uid, controller, false, owner);
    }

    /** Tell whether the owner exists. */
    public boolean alive() {
        return owner != null && !owner.gone();
    }
}
