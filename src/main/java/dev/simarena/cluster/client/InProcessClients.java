package dev.simarena.cluster.client;

import dev.simarena.engine.apiserver.ApiServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Make clients of an API server in this JVM. */
public final class InProcessClients {

    /** Host of all addresses; nothing looks it up. */
    private static final String ADDRESS = "http://embedded.invalid/";

    /** Knows the model classes; costly to make, and the same for all. */
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private InProcessClients() {}

    /**
     * Make a client.
     *
     * <p>Its namespace is {@code default}. It asks once: a refusal that a client of a far cluster would try again by itself
     * is told at once, since nothing changes before the caller lets it.
     *
     * @param tasks counts what the client does on threads of its own
     */
    public static KubernetesClient of(ApiServer server, ClientTasks tasks) {
        Config config = config();
        return new KubernetesClientImpl(
                factory(server).newBuilder(config).build(), config, tasks.executors(), SERIALIZATION);
    }

    /** Return the transport, for a {@link io.fabric8.kubernetes.client.KubernetesClientBuilder} of one's own. */
    public static HttpClient.Factory factory(ApiServer server) {
        return new InProcessHttpClientFactory(server);
    }

    /** Return the configuration of clients of this transport, to be changed at will. */
    public static Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(ADDRESS)
                .withNamespace("default")
                .withOnlyHttpWatches(true)
                .withRequestRetryBackoffLimit(0)
                .build();
    }
}
