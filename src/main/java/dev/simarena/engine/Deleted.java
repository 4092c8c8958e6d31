package dev.simarena.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Tell how a deletion went.
 *
 * @param object the object while it is being deleted, or as it was
 * @param gone whether it is gone already without having been marked
 */
public record Deleted(ObjectNode object, boolean gone) {}
