/** Remember the episodes of many runs in one file, and tell since when what fails. */
@NullMarked
package dev.simarena.report.history;

import org.jspecify.annotations.NullMarked;
