package dev.simarena.cluster;

import org.jspecify.annotations.Nullable;

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

    /** Nodes of the latest replay, as most have the same. */
    private volatile @Nullable VirtualNodes latest;

    @Override
    public Replay replay(ReplayRequest request) {
        return new EmbeddedReplay(request, nodes(request.nodes())).play();
    }

    @SuppressWarnings("ReferenceEquality") // equal shapes may spell their quantities in different ways
    private VirtualNodes nodes(NodeShape shape) {
        VirtualNodes known = latest;
        if (known == null || known.shape() != shape) {
            known = VirtualNodes.of(shape);
            latest = known;
        }
        return known;
    }
}
