/** Let the time of a served world follow the time of the wall. */
@NullMarked
package dev.simarena.engine.apiserver.clock;

import org.jspecify.annotations.NullMarked;
