/**
 * Check the engine against truth tables: the unit tests of Kubernetes 1.36.2 expressed again as data.
 *
 * <p>One data file per subject lies in {@code src/test/resources/dev/simarena/engine/truth}; one test class per subject
 * reads it. The facts, that is inputs and expected results, are those of the tests of <a
 * href="https://github.com/kubernetes/kubernetes/tree/v1.36.2">kubernetes/kubernetes v1.36.2</a> and its modules
 * (Apache-2.0, The Kubernetes Authors); the field {@code from} of each file names their place. Names, layout and
 * notation are this project's; cases that follow from the same source but no test states were added. The field {@code
 * omitted} says what was left out and why.
 *
 * <h2>Notation</h2>
 *
 * <ul>
 *   <li>A pod is a list of parts, {@code "cpu=1 memory=2Gi"} for a container, with {@code init}, {@code sidecar}, {@code
 *       overhead}, {@code pod} (pod-level requests) or {@code limit} in front for others, and {@code c} for a container
 *       without requests; or an object whose fields {@link dev.simarena.engine.truth.Notation} describes.
 *   <li>A node is a text of {@code resource=amount}, {@code name:x}, {@code label:key=value}, {@code
 *       taint:key=value:Effect} and {@code unschedulable}.
 *   <li>A verdict is {@code fits}; {@code full: reasons} where pods that leave the node can help; or {@code never:
 *       reasons} where they cannot.
 * </ul>
 */
@NullMarked
package dev.simarena.engine.truth;

import org.jspecify.annotations.NullMarked;
