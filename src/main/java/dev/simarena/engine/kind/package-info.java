/** Takes objects in as clients write them, kind by kind: defaults, checks, admission. */
@NullMarked
package dev.simarena.engine.kind;

import org.jspecify.annotations.NullMarked;
