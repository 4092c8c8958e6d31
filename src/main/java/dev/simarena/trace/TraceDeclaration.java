package dev.simarena.trace;

import java.util.OptionalInt;

/**
 * Hold what a generated trace declares about itself, under {@code metadata.arena}.
 *
 * @param nodes number of nodes it is meant for
 * @param cpu allocatable cpu of each node
 * @param memory allocatable memory of each node
 * @param pods allocatable pods of each node
 * @param deployment Deployment the episode is about
 * @param target number of ready pods to reach
 * @param fewestSteps number of actions the shortest solution takes, empty where no solution is known
 */
public record TraceDeclaration(
        int nodes,
        Quantity cpu,
        Quantity memory,
        int pods,
        DeploymentRef deployment,
        int target,
        OptionalInt fewestSteps) {}
