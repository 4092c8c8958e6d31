/** Hold what clients send to the API server and what it answers. */
@NullMarked
package dev.simarena.engine.apiserver.message;

import org.jspecify.annotations.NullMarked;
