package dev.simarena.cluster;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Hold what a replay showed, before its clean-up, for a person who wants to look at it.
 *
 * <p>A cluster in this JVM holds a copy; a real one its namespaces, not deleted yet.
 */
public interface KeptReplay extends AutoCloseable {

    /**
     * Keep it beyond the end of this JVM.
     *
     * @param folder folder for what can be written down
     * @return how to look at it and how to remove it
     */
    KeptEnvironment keep(Path folder);

    /**
     * Open it for a person with kubectl, and wait until somebody ends the session, as {@link HookContext#debug} does.
     *
     * @param port port of 127.0.0.1, 0 for a free one
     * @param told who is told how to look around and how to end the session
     * @throws UnsupportedOperationException where the cluster is open anyway
     */
    default void debug(int port, Consumer<String> told) {
        throw new UnsupportedOperationException(ClusterMessages.notStanding("of this replay"));
    }

    /** Remove what was not kept. */
    @Override
    void close();
}
