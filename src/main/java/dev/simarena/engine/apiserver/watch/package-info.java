/** Tell watchers of changes: a log of changes for each kind, and the watches that follow it. */
@NullMarked
package dev.simarena.engine.apiserver.watch;

import org.jspecify.annotations.NullMarked;
