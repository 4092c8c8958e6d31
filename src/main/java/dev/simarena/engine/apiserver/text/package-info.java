/** Write objects as clients read them, what many objects have in common only once. */
@NullMarked
package dev.simarena.engine.apiserver.text;

import org.jspecify.annotations.NullMarked;
