package dev.simarena.cluster;

/** Do something at one stage of a replay; a hook may run twice and must not mind. */
@FunctionalInterface
public interface NamespaceHook {

    /**
     * Run the hook.
     *
     * @throws Exception to abort the episode; the exception becomes its cause
     */
    void run(HookContext context) throws Exception;
}
