/** Measure the package of the same name. */
@NullMarked
package dev.simarena.cluster;

import org.jspecify.annotations.NullMarked;
