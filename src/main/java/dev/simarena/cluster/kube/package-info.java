/** Replay traces on the cluster of a kubeconfig, in real time, and leave it as it was. */
@NullMarked
package dev.simarena.cluster.kube;

import org.jspecify.annotations.NullMarked;
