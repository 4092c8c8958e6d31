/** Write down which pods stand behind each Service, as the controllers of Endpoints and EndpointSlices do. */
@NullMarked
package dev.simarena.engine.service;

import org.jspecify.annotations.NullMarked;
