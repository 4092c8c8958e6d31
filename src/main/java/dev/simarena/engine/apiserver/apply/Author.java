package dev.simarena.engine.apiserver.apply;

import dev.simarena.trace.Gvk;

/**
 * Say who writes an object.
 *
 * @param name field manager, empty where unknown
 * @param served group, version and kind in which the object is written
 */
public record Author(String name, Gvk served) {}
