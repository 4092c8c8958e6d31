/** Serve an API server on the loopback interface over TLS, for clients outside of this JVM. */
@NullMarked
package dev.simarena.engine.apiserver.http;

import org.jspecify.annotations.NullMarked;
