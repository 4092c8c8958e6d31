/** Know who manages which field, and merge what managers apply. */
@NullMarked
package dev.simarena.engine.apiserver.apply;

import org.jspecify.annotations.NullMarked;
