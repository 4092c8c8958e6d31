/** Templates in the language of Go's {@code text/template}, as KWOK's stages use them. */
@NullMarked
package dev.simarena.engine.template;

import org.jspecify.annotations.NullMarked;
