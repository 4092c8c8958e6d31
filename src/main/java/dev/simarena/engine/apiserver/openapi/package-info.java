/** Describe the API in OpenAPI documents, one for each group and version. */
@NullMarked
package dev.simarena.engine.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
