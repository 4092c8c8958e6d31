/** The command {@code arena}: what is done with runs from a shell. */
@NullMarked
package dev.simarena.cli;

import org.jspecify.annotations.NullMarked;
