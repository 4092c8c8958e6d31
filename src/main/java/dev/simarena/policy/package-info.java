/** Find policies by name and provide the built-in ones. */
@NullMarked
package dev.simarena.policy;

import org.jspecify.annotations.NullMarked;
