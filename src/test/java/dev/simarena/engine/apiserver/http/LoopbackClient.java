package dev.simarena.engine.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Talk to a server as a client does that knows its certificate and its token. */
public final class LoopbackClient {

    private final URI server;
    private final String token;
    private final SSLContext tls;
    private final HttpClient http;

    private LoopbackClient(URI server, String certificate, String token, HttpClient.Version version)
            throws GeneralSecurityException, IOException {
        this.server = server;
        this.token = token;
        tls = trusting(certificate);
        http = HttpClient.newBuilder().sslContext(tls).version(version).build();
    }

    LoopbackClient(LoopbackServer server, HttpClient.Version version) throws GeneralSecurityException, IOException {
        this(server.uri(), server.certificate(), server.token(), version);
    }

    static LoopbackClient of(LoopbackServer server) throws GeneralSecurityException, IOException {
        return new LoopbackClient(server, HttpClient.Version.HTTP_1_1);
    }

    /** Return a client that knows what a kubeconfig tells. */
    public static LoopbackClient of(String kubeconfig) throws GeneralSecurityException, IOException {
        JsonNode config = new YAMLMapper().readTree(kubeconfig);
        JsonNode cluster = config.at("/clusters/0/cluster");
        byte[] certificate = Base64.getDecoder()
                .decode(cluster.path("certificate-authority-data").asText());
        return new LoopbackClient(
                URI.create(cluster.path("server").asText()),
                new String(certificate, StandardCharsets.US_ASCII),
                config.at("/users/0/user/token").asText(),
                HttpClient.Version.HTTP_1_1);
    }

    /** Ask for a path. */
    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    /** Send a request; headers are names and values by turns. */
    public HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .method(method, body)
                .header("Authorization", "Bearer " + token);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Open a connection on which anything can be said. */
    SSLSocket socket() throws IOException {
        return socket(server);
    }

    /** Open a connection to a server, which must have the certificate of this client's. */
    SSLSocket socket(URI uri) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** Open a connection for which the system takes hardly more than was read. */
    SSLSocket tightSocket() throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
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
