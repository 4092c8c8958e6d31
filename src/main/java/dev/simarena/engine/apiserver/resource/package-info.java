/** Know which resources are served, and tell clients so. */
@NullMarked
package dev.simarena.engine.apiserver.resource;

import org.jspecify.annotations.NullMarked;
