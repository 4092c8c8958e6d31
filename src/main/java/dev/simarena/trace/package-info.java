/** Read, write, check, edit and generate SimKube traces. */
@NullMarked
package dev.simarena.trace;

import org.jspecify.annotations.NullMarked;
