package dev.simarena.engine.kwok;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.template.TemplateException;
import dev.simarena.engine.template.TemplateFunction;
import dev.simarena.trace.Gvk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Hold one stage of KWOK: which objects it is for, when it comes, and what it does. Immutable. */
public final class Stage {

    private final String name;
    private final Gvk kind;
    private final StageSelector selector;
    private final StageWeight weight;
    private final StageDelay delay;
    private final List<StageStep> steps;
    private final boolean immediate;

    Stage(
            String name,
            Gvk kind,
            StageSelector selector,
            StageWeight weight,
            StageDelay delay,
            List<StageStep> steps,
            boolean immediate) {
        this.name = name;
        this.kind = kind;
        this.selector = selector;
        this.weight = weight;
        this.delay = delay;
        this.steps = List.copyOf(steps);
        this.immediate = immediate;
    }

    public String name() {
        return name;
    }

    /** Return the kind of objects it is for. */
    public Gvk kind() {
        return kind;
    }

    /** Tell whether the next stage is looked for at once, without the change being seen by anybody before. */
    public boolean immediateNextStage() {
        return immediate;
    }

    boolean matches(JsonNode object) {
        return selector.matches(object);
    }

    OptionalLong weight(JsonNode object) {
        return weight.get(object);
    }

    StageDelay.Range delayRange(JsonNode object, Instant now) {
        return delay.range(object, now);
    }

    /** Draw how long to wait before the stage comes, in microseconds, 0 or more. */
    public long delay(JsonNode object, Instant now, RandomSource random) {
        return delay.draw(object, now, random);
    }

    /**
     * Return what the stage does to an object, in order; every patch sees the object as it was before the first.
     *
     * @param object the object as the API server shows it
     * @param functions those of {@link StageFunctions}
     * @throws StageException where a template fails
     */
    public List<StageChange> changes(JsonNode object, Map<String, TemplateFunction> functions) {
        try {
            return new StageChanges(this, object, functions).all(steps);
        } catch (TemplateException e) {
            throw StageException.of(name, "cannot be played: " + e.getMessage(), e);
        }
    }

    /** Return the error for a stage that comes again and again at one instant. */
    public StageException endless(String object) {
        return StageException.of(
                name, "is played for [%s] again and again at one instant. Give it a delay.".formatted(object));
    }

    /** Return the error for a stage with a patch that the API server refuses. */
    public StageException refused(String object, ApiException refusal) {
        return StageException.of(
                name,
                "cannot be played for [%s]: the API server answered %d: %s. Correct its patch."
                        .formatted(object, refusal.code(), refusal.getMessage()),
                refusal);
    }

    @Override
    public String toString() {
        return name;
    }
}
