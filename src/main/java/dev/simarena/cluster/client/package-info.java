/** Let fabric8's client talk to an API server in this JVM without a socket. */
@NullMarked
package dev.simarena.cluster.client;

import org.jspecify.annotations.NullMarked;
