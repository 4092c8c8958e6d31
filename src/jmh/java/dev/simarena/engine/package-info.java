/** Measure the engine on clusters of thousands of nodes. */
@NullMarked
package dev.simarena.engine;

import org.jspecify.annotations.NullMarked;
