package dev.simarena.engine.apiserver.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Talk to a server as a client does that knows its certificate and, maybe, its token. */
final class LoopbackClient {

    private final LoopbackServer server;
    private final SSLContext tls;
    private final HttpClient http;

    LoopbackClient(LoopbackServer server, HttpClient.Version version) throws GeneralSecurityException, IOException {
        this.server = server;
        tls = trusting(server.certificate());
        http = HttpClient.newBuilder().sslContext(tls).version(version).build();
    }

    static LoopbackClient of(LoopbackServer server) throws GeneralSecurityException, IOException {
        return new LoopbackClient(server, HttpClient.Version.HTTP_1_1);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                .method(method, body)
                .header("Authorization", "Bearer " + server.token());
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Open a connection on which anything can be said. */
    SSLSocket socket() throws IOException {
        return socket(server.uri());
    }

    /** Open a connection to a server, which must have the certificate of this client's. */
    SSLSocket socket(URI uri) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static SSLContext trusting(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "run",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
