/** Choose nodes for pods as kube-scheduler's default profile does, one class a plugin. */
@NullMarked
package dev.simarena.engine.scheduler;

import org.jspecify.annotations.NullMarked;
