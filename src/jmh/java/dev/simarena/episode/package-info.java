/** Measure the package of the same name. */
@NullMarked
package dev.simarena.episode;

import org.jspecify.annotations.NullMarked;
