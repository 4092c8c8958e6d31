/** Apply patches to objects: JSON merge patch, JSON patch, strategic merge patch. */
@NullMarked
package dev.simarena.engine.patch;

import org.jspecify.annotations.NullMarked;
