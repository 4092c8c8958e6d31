/** Translate between Kubernetes' JSON and the model: defaults, validation, rendering. */
@NullMarked
package dev.simarena.engine.api;

import org.jspecify.annotations.NullMarked;
