/** Check objects as the API server does, field by field, with its messages. */
@NullMarked
package dev.simarena.engine.validation;

import org.jspecify.annotations.NullMarked;
