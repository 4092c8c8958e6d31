/** Write scenarios as JUnit tests: annotations, extension and assertions. */
@NullMarked
package dev.simarena.junit;

import org.jspecify.annotations.NullMarked;
