package dev.simarena.engine.admission;

import dev.simarena.engine.model.PodTemplate;

/**
 * Hold what admission made of a pod; shared by all equal pods.
 *
 * @param template the template, completed
 * @param priority the priority of the pod's class
 */
public record AdmittedPod(PodTemplate template, int priority) {}
