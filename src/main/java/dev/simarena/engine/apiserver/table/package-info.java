/** Print objects as the rows of tables, the way the API server does for people at a terminal. */
@NullMarked
package dev.simarena.engine.apiserver.table;

import org.jspecify.annotations.NullMarked;
