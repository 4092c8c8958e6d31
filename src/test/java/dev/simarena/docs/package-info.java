/** Compile and run what the pages of {@code docs/} show. */
@NullMarked
package dev.simarena.docs;

import org.jspecify.annotations.NullMarked;
