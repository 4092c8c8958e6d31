/** Scale workloads by what their pods use. */
@NullMarked
package dev.simarena.engine.autoscale;

import org.jspecify.annotations.NullMarked;
