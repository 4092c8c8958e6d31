package dev.simarena.cluster.client;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import java.util.concurrent.atomic.AtomicBoolean;

/** Build a transport; what is configured of connections has no meaning here. */
final class InProcessHttpClientBuilder
        extends StandardHttpClientBuilder<InProcessHttpClient, InProcessHttpClientFactory, InProcessHttpClientBuilder> {

    InProcessHttpClientBuilder(InProcessHttpClientFactory factory) {
        super(factory);
    }

    @Override
    public HttpClient build() {
        // A derived client is closed with the one it was derived from.
        AtomicBoolean closed = client == null ? new AtomicBoolean() : client.getClosed();
        return new InProcessHttpClient(this, clientFactory.server(), closed);
    }

    @Override
    protected InProcessHttpClientBuilder newInstance(InProcessHttpClientFactory factory) {
        return new InProcessHttpClientBuilder(factory);
    }
}
