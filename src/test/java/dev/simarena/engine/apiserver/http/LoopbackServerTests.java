package dev.simarena.engine.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.ApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackServerTests {

    private static final String UNAUTHORIZED = """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}
            """;
    private static final int MEGABYTE = 1024 * 1024;

    private final ApiServer api = new ApiServer(new World(WorldOptions.of(0, Instant.EPOCH)));
    private final LoopbackServer server = LoopbackServer.start(api, LoopbackServer.ANY_PORT);

    @AfterEach
    void end() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void it_speaks_both_versions_of_http(HttpClient.Version version) throws Exception {
        HttpResponse<String> answer = new LoopbackClient(server, version).get("/version");
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body()).contains("\n  \"gitVersion\": \"v1.36.2\",\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic YTpi", "", "bearer", "Bearer"})
    void without_the_token_nothing_is_told(String authorization) throws Exception {
        HttpResponse<String> answer = LoopbackClient.of(server).get("/api/v1/nodes", "Authorization", authorization);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void every_server_has_a_key_and_a_token_of_its_own() throws Exception {
        try (LoopbackServer other = LoopbackServer.start(api, LoopbackServer.ANY_PORT)) {
            assertThat(other.token()).isNotEqualTo(server.token()).hasSizeGreaterThan(40);
            assertThat(other.certificate()).isNotEqualTo(server.certificate());
            LoopbackClient stranger = LoopbackClient.of(server);
            assertThatExceptionOfType(SSLHandshakeException.class)
                    .isThrownBy(() -> stranger.socket(other.uri()).startHandshake());
        }
    }

    @Test
    void only_the_loopback_address_is_listened_on() {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "all of 127/8 is local on Linux only");
        try (Socket socket = new Socket()) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> socket.connect(
                            new InetSocketAddress("127.0.0.2", server.uri().getPort())));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_is_sent_arrives_and_what_is_answered_comes_back() throws Exception {
        HttpResponse<String> created = LoopbackClient.of(server)
                .send(
                        "POST",
                        "/api/v1/namespaces?fieldManager=me",
                        BodyPublishers.ofString("{\"metadata\":{\"name\":\"shop\"}}"),
                        "Content-Type",
                        "application/json");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(LoopbackClient.of(server).get("/api/v1/namespaces/shop").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_body_in_protobuf_is_understood() throws Exception {
        HttpResponse<String> created = LoopbackClient.of(server)
                .send(
                        "POST",
                        "/api/v1/namespaces",
                        BodyPublishers.ofByteArray(
                                HexFormat.of()
                                        .parseHex(
                                                "6b3873000a0f0a02763112094e616d65737061636512190a110a016b12001a0022002a0032003800420012001a020a001a002200")),
                        "Content-Type",
                        "application/vnd.kubernetes.protobuf",
                        "Accept",
                        "application/vnd.kubernetes.protobuf,application/json");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("content-type")).contains("application/json");
        assertThat(new ObjectMapper()
                        .readTree(created.body())
                        .at("/metadata/name")
                        .asText())
                .isEqualTo("k");
    }

    @Test
    void a_watch_by_web_socket_is_answered_so_that_the_client_turns_to_http() throws Exception {
        try (SSLSocket socket = LoopbackClient.of(server).socket()) {
            String answer = say(socket, """
                    GET /api/v1/pods?watch=true HTTP/1.1
                    Host: 127.0.0.1
                    Authorization: Bearer %s
                    Connection: Upgrade
                    Upgrade: websocket
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                    Sec-WebSocket-Version: 13

                    """.formatted(server.token()), "watch by HTTP\n");
            assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("content-length: 14");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_body_beyond_the_limit_is_refused_and_the_next_request_is_served(HttpClient.Version version)
            throws Exception {
        LoopbackClient client = new LoopbackClient(server, version);
        HttpResponse<String> refused = client.send(
                "POST", "/api/v1/namespaces", BodyPublishers.ofInputStream(() -> new Zeros(12L * MEGABYTE)));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).isEqualTo("""
                        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Request entity too large: limit is 3145728","reason":"RequestEntityTooLarge","code":413}
                        """);
        assertThat(client.get("/version").statusCode()).isEqualTo(200);
    }

    @Test
    void a_body_of_just_the_limit_is_read() throws Exception {
        HttpResponse<String> answer = LoopbackClient.of(server)
                .send("POST", "/api/v1/namespaces", BodyPublishers.ofByteArray(new byte[3 * MEGABYTE]));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the object provided is unrecognized (must be of type Namespace)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONSENSE\r\n\r\n", "GET /version HTTP/1.1\r\nno header\r\n\r\n"})
    void what_is_no_http_is_refused(String nonsense) throws Exception {
        try (SSLSocket socket = LoopbackClient.of(server).socket()) {
            assertThat(say(socket, nonsense, "\n")).startsWith("HTTP/1.");
        }
        assertThat(LoopbackClient.of(server).get("/version").statusCode()).isEqualTo(200);
    }

    @Test
    void headers_beyond_the_limit_are_refused() throws Exception {
        HttpResponse<String> answer = LoopbackClient.of(server).get("/version", "X-Long", "a".repeat(2 * MEGABYTE));
        assertThat(answer.statusCode()).isEqualTo(431);
        assertThat(answer.body()).contains("\"kind\":\"Status\"");
    }

    @Test
    void a_client_that_goes_in_the_middle_of_its_body_leaves_nothing_behind() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (SSLSocket socket = LoopbackClient.of(server).socket()) {
                socket.getOutputStream()
                        .write(
                                "POST /api/v1/namespaces HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nContent-Length: 1000\r\n\r\n{\"meta"
                                        .formatted(server.token())
                                        .getBytes(StandardCharsets.US_ASCII));
            }
        }
        assertThat(LoopbackClient.of(server).get("/version").statusCode()).isEqualTo(200);
    }

    @Test
    void the_kubeconfig_names_server_certificate_and_token() throws Exception {
        var config = new YAMLMapper().readTree(server.kubeconfig());
        assertThat(config.at("/clusters/0/cluster/server").asText())
                .isEqualTo(server.uri().toString())
                .startsWith("https://127.0.0.1:");
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(config.at("/clusters/0/cluster/certificate-authority-data")
                                        .asText()),
                        StandardCharsets.US_ASCII))
                .isEqualTo(server.certificate());
        assertThat(config.at("/users/0/user/token").asText()).isEqualTo(server.token());
    }

    @Test
    void the_kubeconfig_file_is_readable_by_its_owner_only_and_gone_with_the_server() throws Exception {
        Path file = server.kubeconfigFile();
        assertThat(file).hasContent(server.kubeconfig());
        assertThat(server.kubeconfigFile()).isEqualTo(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        server.close();
        assertThat(file).doesNotExist();
        assertThatIllegalStateException().isThrownBy(server::kubeconfigFile).withMessage(HttpMessages.CLOSED);
    }

    @Test
    void after_close_nobody_listens_and_closing_again_does_nothing() {
        server.close();
        server.close();
        // by now somebody else may listen on that port, who cannot have the key
        assertThatIOException().isThrownBy(() -> {
            try (SSLSocket socket = LoopbackClient.of(server).socket()) {
                socket.startHandshake();
            }
        });
    }

    @Test
    void a_port_that_is_taken_is_named() {
        int port = server.uri().getPort();
        assertThatIllegalStateException()
                .isThrownBy(() -> LoopbackServer.start(api, port))
                .withMessageMatching(
                        "Port \\[%d\\] of 127.0.0.1 cannot be listened on: .*in use.*\\. Choose another one, or end who uses it\\."
                                .formatted(port));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void a_number_that_is_no_port_is_refused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoopbackServer.start(api, port))
                .withMessage("Port [%d] is none. Give a number from 1 to 65535, or 0 for one that is free.", port);
    }

    /** Say something and return what is heard until an end of the answer. */
    private static String say(SSLSocket socket, String words, String end) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(words.replaceAll("\r?\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        StringBuilder heard = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[4096];
        while (heard.indexOf(end) < 0) {
            int count = in.read(buffer);
            if (count < 0) {
                break;
            }
            heard.append(new String(buffer, 0, count, StandardCharsets.US_ASCII));
        }
        return heard.toString();
    }

    /** Give as many zeros as asked for without holding them. */
    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            left -= count;
            return count;
        }
    }
}
