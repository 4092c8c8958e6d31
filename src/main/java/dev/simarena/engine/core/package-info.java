/** Keep time, objects, events and names; everything else in the engine stands on it. */
@NullMarked
package dev.simarena.engine.core;

import org.jspecify.annotations.NullMarked;
