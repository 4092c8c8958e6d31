/** Measure the API server. */
@NullMarked
package dev.simarena.engine.apiserver;

import org.jspecify.annotations.NullMarked;
