/** Replay traces on a cluster, with namespace hooks and guaranteed clean-up. */
@NullMarked
package dev.simarena.cluster;

import org.jspecify.annotations.NullMarked;
