/** Measure runs with their reports. */
@NullMarked
package dev.simarena.report;

import org.jspecify.annotations.NullMarked;
