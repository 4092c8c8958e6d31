package dev.simarena.engine.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;

/** Resolve the priority of pods from PriorityClass objects. Source: admission plugin Priority. */
public final class Priorities {

    private static final String USUAL = "PreemptLowerPriority";

    private final ObjectStore store;

    Priorities(ObjectStore store) {
        this.store = store;
    }

    /**
     * Return the priority of a pod that is created.
     *
     * @throws ApiException 403 where its class does not exist or the pod contradicts it
     */
    PriorityChoice choose(PodTemplate template, String podName) {
        PriorityChoice choice = resolve(template.priorityClass(), podName);
        Integer written = template.priority();
        if (written != null && written != choice.value()) {
            throw ApiException.forbidden(
                    Gvk.POD,
                    podName,
                    ("the integer value of priority (%d) must not be provided in pod spec; priority admission controller"
                                    + " computed %d from the given PriorityClass name")
                            .formatted(written, choice.value()));
        }
        String policy = template.podSpec().path("preemptionPolicy").asText("");
        if (!policy.isEmpty() && !policy.equals(choice.preemptionPolicy())) {
            throw ApiException.forbidden(
                    Gvk.POD,
                    podName,
                    ("the string value of PreemptionPolicy (%s) must not be provided in pod spec; priority admission"
                                    + " controller computed %s from the given PriorityClass name")
                            .formatted(policy, choice.preemptionPolicy()));
        }
        return choice;
    }

    /**
     * Look whether a class may be the default one.
     *
     * @param present whether the class exists already and is changed
     * @throws ApiException 403 where another one is
     */
    void requireOnlyDefault(String name, boolean present) {
        String other = globalDefault().name();
        if (!other.isEmpty() && !(present && other.equals(name))) {
            throw ApiException.forbidden(
                    Kinds.PRIORITY_CLASS,
                    name,
                    "PriorityClass %s is already marked as default. Only one default can exist".formatted(other));
        }
    }

    private PriorityChoice resolve(String name, String podName) {
        return switch (name) {
            case "" -> globalDefault();
            case "system-cluster-critical" -> new PriorityChoice(name, 2_000_000_000, USUAL);
            case "system-node-critical" -> new PriorityChoice(name, 2_000_001_000, USUAL);
            default -> {
                if (store.get(Kinds.PRIORITY_CLASS, null, name) instanceof GenericObject found) {
                    yield choice(found);
                }
                throw ApiException.forbidden(
                        Gvk.POD, podName, "no PriorityClass with name %s was found".formatted(name));
            }
        };
    }

    /** Of several default classes the one with the lowest value counts. */
    private PriorityChoice globalDefault() {
        PriorityChoice lowest = PriorityChoice.NONE;
        for (ApiObject object : store.list(Kinds.PRIORITY_CLASS, null)) {
            if (object instanceof GenericObject found
                    && found.body().path("globalDefault").asBoolean()) {
                PriorityChoice choice = choice(found);
                if (lowest.name().isEmpty() || choice.value() < lowest.value()) {
                    lowest = choice;
                }
            }
        }
        return lowest;
    }

    private static PriorityChoice choice(GenericObject found) {
        JsonNode body = found.body();
        return new PriorityChoice(
                found.name(),
                body.path("value").asInt(),
                body.path("preemptionPolicy").asText(USUAL));
    }
}
