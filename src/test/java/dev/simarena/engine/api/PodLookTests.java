package dev.simarena.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Pod;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PodLookTests {

    /** Shown, and the same in pods that look alike. */
    private static final List<String> LOOK = List.of(
            "template",
            "managedFields",
            "gvk",
            "namespace",
            "generateName",
            "labels",
            "annotations",
            "owners",
            "finalizers",
            "generation",
            "created",
            "deletion",
            "gracePeriodSeconds",
            "priority",
            "phase",
            "ready",
            "readyChanged",
            "started",
            "scheduled",
            "finished",
            "exitCode",
            "unschedulable",
            "unschedulableSince",
            "nominatedNode",
            "disruption");

    /** Shown, and put in for each pod; or such that the pod has no look. */
    private static final List<String> OWN =
            List.of("name", "uid", "uidHigh", "uidLow", "resourceVersion", "node", "address", "status", "life");

    /** Not shown. */
    private static final List<String> HIDDEN = List.of(
            "dependents",
            "asOwner",
            "order",
            "relabeled",
            "stored",
            "gone",
            "queues",
            "readySince",
            "counted",
            "countedTerminating",
            "countedLabels",
            "countedRequests",
            "completion",
            "lifeDue");

    @Test
    void whatever_a_pod_holds_is_in_its_look_or_known_not_to_be() {
        Set<String> held = new TreeSet<>();
        for (Class<?> type : List.of(Pod.class, ApiObject.class)) {
            Arrays.stream(type.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                    .map(Field::getName)
                    .forEach(held::add);
        }
        assertThat(held)
                .as("fields of pods; where one is new, say here whether PodLook has to tell it")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(LOOK, OWN, HIDDEN).flatMap(List::stream).toList());
    }
}
