/** Decide whether objects may be created, and complete them, in the order of the API server's admission plugins. */
@NullMarked
package dev.simarena.engine.admission;

import org.jspecify.annotations.NullMarked;
