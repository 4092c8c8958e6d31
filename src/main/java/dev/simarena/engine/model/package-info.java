/** Hold the objects of a cluster: what is declared, what is observed, and the arithmetic on them. */
@NullMarked
package dev.simarena.engine.model;

import org.jspecify.annotations.NullMarked;
