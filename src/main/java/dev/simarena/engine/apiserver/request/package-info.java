/** Read requests: paths, media types, bodies, selectors and options. */
@NullMarked
package dev.simarena.engine.apiserver.request;

import org.jspecify.annotations.NullMarked;
