/** Nodes that fail, are tainted or deleted, and what becomes of their pods. */
@NullMarked
package dev.simarena.engine.node;

import org.jspecify.annotations.NullMarked;
