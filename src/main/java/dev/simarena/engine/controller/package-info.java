/** Drive objects towards what they declare as kube-controller-manager does, one class a controller. */
@NullMarked
package dev.simarena.engine.controller;

import org.jspecify.annotations.NullMarked;
