package dev.simarena.cluster;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Collect the hooks of the four stages.
 *
 * <p>Before the registered hooks, {@code pre_start} empties the simulation's namespaces; that is built in. Hooks of one
 * stage run in the order of registration.
 */
public final class NamespaceHooks {

    private final Map<HookStage, List<NamespaceHook>> hooks = new EnumMap<>(HookStage.class);

    /** Add a hook to a stage and return this. */
    public NamespaceHooks on(HookStage stage, NamespaceHook hook) {
        hooks.computeIfAbsent(stage, __ -> new ArrayList<>()).add(hook);
        return this;
    }

    /**
     * Add a hook to the stage with this name and return this.
     *
     * @throws IllegalArgumentException for a name that is not one of the four
     */
    public NamespaceHooks on(String stage, NamespaceHook hook) {
        return on(HookStage.named(stage), hook);
    }

    /** Return the hooks of a stage in the order in which they run. */
    public List<NamespaceHook> of(HookStage stage) {
        return List.copyOf(hooks.getOrDefault(stage, List.of()));
    }

    /**
     * Run the hooks of the stage that a context is for.
     *
     * @throws EnvironmentException when one fails
     */
    public void run(HookContext context) {
        for (NamespaceHook hook : of(context.stage())) {
            try {
                hook.run(context);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw failed(context, interrupted);
            } catch (EnvironmentException failure) {
                throw failure;
            } catch (Exception failure) {
                throw failed(context, failure);
            }
        }
    }

    private static EnvironmentException failed(HookContext context, Exception failure) {
        return new EnvironmentException(
                ClusterMessages.hookFailed(context.stage(), context.simulation(), failure), failure);
    }
}
