/** Let bound pods run as KWOK does. */
@NullMarked
package dev.simarena.engine.kubelet;

import org.jspecify.annotations.NullMarked;
