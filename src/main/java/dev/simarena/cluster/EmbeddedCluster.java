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

    private final EmbeddedOptions options;

    /** Be like a control plane of Kubernetes 1.36 without latency. */
    public EmbeddedCluster() {
        this(EmbeddedOptions.DEFAULT);
    }

    /** Be like another control plane. */
    public EmbeddedCluster(EmbeddedOptions options) {
        this.options = options;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Return which control plane this cluster is like. */
    public EmbeddedOptions options() {
        return options;
    }

    /** Nodes of the latest replay, as most have the same. */
    private volatile @Nullable VirtualNodes latest;

    @Override
    public Replay replay(ReplayRequest request) {
        return new EmbeddedReplay(request, nodes(request.nodes()), options).play();
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
