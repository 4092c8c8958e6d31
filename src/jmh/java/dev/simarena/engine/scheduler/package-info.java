/** Measure the scheduler alone. */
@NullMarked
package dev.simarena.engine.scheduler;

import org.jspecify.annotations.NullMarked;
