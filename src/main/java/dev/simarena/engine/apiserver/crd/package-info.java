/** Serve kinds that CustomResourceDefinitions make: validate, complete and prune their objects by their schemas. */
@NullMarked
package dev.simarena.engine.apiserver.crd;

import org.jspecify.annotations.NullMarked;
