/** What containers use of cpu and memory over time, as annotations of their pods declare it. */
@NullMarked
package dev.simarena.engine.usage;

import org.jspecify.annotations.NullMarked;
