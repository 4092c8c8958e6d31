package dev.simarena.cluster;

import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.ApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Be a Kubernetes inside this JVM, in virtual time: one that stands, for clients, and a new one for every replay.
 *
 * <p>Every replay has a world of its own, so replays never meet, and equal requests show equal states. The world that stands
 * is made when somebody first asks for a client, its time or a fork. Its time moves only by {@link #advance} and {@link
 * #await}; a request sees the cluster settled at the present instant.
 */
public final class EmbeddedCluster implements Cluster {

    /** The name by which settings select this cluster. */
    public static final String NAME = "embedded";

    /** When the time of a world that stands begins. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final EmbeddedOptions options;
    private final NodeShape nodes;
    private final long seed;
    private @Nullable ServedWorld standing;
    private boolean closed;

    /** Nodes of the latest replay, as most have the same. */
    private volatile @Nullable VirtualNodes latest;

    /** Be like a control plane of Kubernetes 1.36 without latency. */
    public EmbeddedCluster() {
        this(EmbeddedOptions.DEFAULT);
    }

    /** Be like another control plane. */
    public EmbeddedCluster(EmbeddedOptions options) {
        this(options, NodeShape.DEFAULT, 0);
    }

    /**
     * Be like another control plane, with a world that stands of one's own choice.
     *
     * @param nodes nodes of that world
     * @param seed seed of every random choice in that world
     */
    public EmbeddedCluster(EmbeddedOptions options, NodeShape nodes, long seed) {
        this.options = options;
        this.nodes = nodes;
        this.seed = seed;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Return which control plane this cluster is like. */
    public EmbeddedOptions options() {
        return options;
    }

    @Override
    public Replay replay(ReplayRequest request) {
        return new EmbeddedReplay(request, nodes(request.nodes()), options).play();
    }

    @Override
    public KubernetesClient client() {
        return standing().client();
    }

    /** Return the API server of the world that stands, for transports of one's own. */
    public ApiServer apiServer() {
        return standing().server();
    }

    /**
     * Return threads for an operator that works on some of its own: what they have been given to do is done before time moves
     * from one instant to the next, as it is with handlers of informers.
     *
     * <p>They end with the cluster; who shuts them down gets new ones.
     */
    public ExecutorService executor() {
        return standing().executor();
    }

    @Override
    public String kubeconfig() {
        return standing().loopback().kubeconfig();
    }

    /**
     * Keep the world that stands open for a person with kubectl, and wait until somebody ends the session.
     *
     * <p>Its time follows that of the wall meanwhile; other sessions of this JVM wait for their turn.
     *
     * @param port port of 127.0.0.1, 0 for a free one
     * @param told who is told how to look around and how to end the session
     */
    public void debug(int port, Consumer<String> told) {
        standing().debug(port, told);
    }

    @Override
    public Instant now() {
        return standing().now();
    }

    @Override
    public void advance(Duration duration) {
        standing().advance(duration);
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration deadline) {
        return standing().await(condition, deadline);
    }

    /**
     * Return an independent cluster whose world that stands is a copy of this one's at this instant.
     *
     * <p>The same things would happen in both. Clients of this cluster see nothing of the other; it is to be closed by itself.
     */
    public EmbeddedCluster fork() {
        EmbeddedCluster fork = new EmbeddedCluster(options, nodes, seed);
        fork.standing = new ServedWorld(standing().fork());
        return fork;
    }

    /** End clients, watches and connections of the world that stands, with their threads. */
    @Override
    public void close() {
        ServedWorld ending;
        synchronized (this) {
            closed = true;
            ending = standing;
        }
        if (ending != null) {
            ending.close();
        }
    }

    private synchronized ServedWorld standing() {
        if (closed) {
            throw new IllegalStateException(ClusterMessages.CLOSED);
        }
        ServedWorld world = standing;
        if (world == null) {
            world = new ServedWorld(world());
            standing = world;
        }
        return world;
    }

    private World world() {
        World world = new World(WorldOptions.of(seed, START)
                .withLatency(options.latency())
                .withTieBreak(options.tieBreak())
                .withVersion(options.version())
                .withEventObjects(true)
                .withSystemObjects(true));
        VirtualNodes.open(nodes).addTo(world);
        return world;
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
