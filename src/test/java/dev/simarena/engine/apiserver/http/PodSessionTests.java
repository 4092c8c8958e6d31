package dev.simarena.engine.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.ApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shell in a pod is begun by WebSocket, and ended at once with the reason on the channel for errors. */
class PodSessionTests {

    private static final String ASK = """
            GET /api/v1/namespaces/default/pods/p/exec?command=ls&stdout=true HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Protocol: %s\r
            \r
            """;

    private final World world = Manifests.world(1);
    private final ApiServer api = new ApiServer(world);
    private final LoopbackServer server = LoopbackServer.start(api, LoopbackServer.ANY_PORT);

    @BeforeEach
    void createPod() {
        api.exclusively(() -> world.apply(Manifests.pod("p", "100m", "64Mi")));
    }

    @AfterEach
    void end() {
        server.close();
        api.close();
    }

    @Test
    void a_session_ends_with_a_status_on_the_channel_for_errors() throws Exception {
        try (SSLSocket socket = ask("v5.channel.k8s.io")) {
            InputStream in = socket.getInputStream();
            assertThat(head(in)).startsWith("HTTP/1.1 101").containsIgnoringCase("v5.channel.k8s.io");
            byte[] message = frame(in);
            JsonNode status = new ObjectMapper().readTree(message, 1, message.length - 1);

            assertThat(message[0]).isEqualTo((byte) 3);
            assertThat(status.path("kind").asText()).isEqualTo("Status");
            assertThat(status.path("message").asText())
                    .isEqualTo("Internal error occurred: error sending request: Post"
                            + " \"https://127.0.0.1:10250/exec/default/p/c?command=ls&output=1\": dial tcp"
                            + " 127.0.0.1:10250: connect: connection refused");
        }
    }

    @Test
    void a_protocol_nobody_knows_begins_no_session() throws Exception {
        try (SSLSocket socket = ask("v1.channel.k8s.io")) {
            assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 500");
        }
    }

    private SSLSocket ask(String protocol) throws IOException, GeneralSecurityException {
        SSLSocket socket = LoopbackClient.of(server).socket();
        OutputStream out = socket.getOutputStream();
        out.write(ASK.formatted(server.token(), protocol).getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("end after " + head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    /** Read a frame of binary data that fills a message. */
    private static byte[] frame(InputStream in) throws IOException {
        assertThat(in.read()).isEqualTo(0x82);
        int length = in.read();
        if (length == 126) {
            length = in.read() << 8 | in.read();
        }
        return in.readNBytes(length);
    }
}
