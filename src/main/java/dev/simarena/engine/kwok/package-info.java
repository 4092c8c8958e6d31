/** KWOK's stages: what becomes of an object, when, and with which status. */
@NullMarked
package dev.simarena.engine.kwok;

import org.jspecify.annotations.NullMarked;
