package dev.simarena.episode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Play given actions in order, the last one forever, and keep what it is told. */
final class ScriptedPolicy implements Policy {

    private final List<Action> actions;
    final List<Observation> seen = new ArrayList<>();
    final List<StepResult> results = new ArrayList<>();

    @Nullable
    PolicyContext context;

    int closed;

    ScriptedPolicy(Action... actions) {
        this.actions = List.of(actions);
    }

    @Override
    public void begin(PolicyContext given) {
        context = given;
    }

    @Override
    public Action act(Observation observation) {
        seen.add(observation);
        return actions.get(Math.min(seen.size(), actions.size()) - 1);
    }

    @Override
    public void observe(StepResult result) {
        results.add(result);
    }

    @Override
    public void close() {
        closed++;
    }
}
