package dev.simarena.cluster;

/**
 * Replay traces on a Kubernetes inside this JVM, in virtual time.
 *
 * <p>Every replay has a world of its own, so replays never meet, and equal requests show equal states.
 */
public final class EmbeddedCluster implements Cluster {

    /** The name by which settings select this cluster. */
    public static final String NAME = "embedded";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Replay replay(ReplayRequest request) {
        return new EmbeddedReplay(request).play();
    }
}
