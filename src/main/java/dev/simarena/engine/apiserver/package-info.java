/** Serve a world as the API server of Kubernetes does, without a socket. */
@NullMarked
package dev.simarena.engine.apiserver;

import org.jspecify.annotations.NullMarked;
