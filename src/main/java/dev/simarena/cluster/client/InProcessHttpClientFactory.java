package dev.simarena.cluster.client;

import dev.simarena.engine.apiserver.ApiServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;

/** Make transports to an API server in this JVM. */
final class InProcessHttpClientFactory implements HttpClient.Factory {

    private final ApiServer server;

    InProcessHttpClientFactory(ApiServer server) {
        this.server = server;
    }

    ApiServer server() {
        return server;
    }

    /** Configure what concerns requests; certificates, proxies and connections there are none. */
    @Override
    public HttpClient.Builder newBuilder(Config config) {
        InProcessHttpClientBuilder builder = newBuilder();
        builder.tag(config.getRequestConfig());
        HttpClientUtils.createApplicableInterceptors(config, this).forEach(builder::addOrReplaceInterceptor);
        return builder;
    }

    @Override
    public InProcessHttpClientBuilder newBuilder() {
        return new InProcessHttpClientBuilder(this);
    }
}
