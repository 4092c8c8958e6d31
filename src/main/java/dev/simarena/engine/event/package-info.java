/** Make API objects of reported events as the event broadcasters of client-go do. */
@NullMarked
package dev.simarena.engine.event;

import org.jspecify.annotations.NullMarked;
