/** Say which fields the API's types have, and how the values of several writers are merged. */
@NullMarked
package dev.simarena.engine.apiserver.schema;

import org.jspecify.annotations.NullMarked;
