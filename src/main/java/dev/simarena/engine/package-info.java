/** Run a deterministic Kubernetes in memory: clock, store, scheduler, controllers and kubelet. */
@NullMarked
package dev.simarena.engine;

import org.jspecify.annotations.NullMarked;
