package dev.simarena.engine.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.ApiServer;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WatchStreamTests {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final long SHORT_MILLIS = 300;
    private static final int CHANGES = 3_000;

    private final ApiServer api = new ApiServer(new World(WorldOptions.of(0, Instant.EPOCH)));
    private final AtomicInteger answered = new AtomicInteger();
    private final LoopbackServer server = LoopbackServer.start(
            api, LoopbackServer.ANY_PORT, SHORT_MILLIS, (method, uri, status) -> answered.incrementAndGet(), null);

    @AfterEach
    void end() {
        server.close();
        api.close();
    }

    @Test
    void a_watcher_sees_every_change_in_order_however_slowly_it_reads() throws Exception {
        try (SSLSocket socket = watch("")) {
            BufferedReader lines = reader(socket);
            assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
            for (int i = 0; i < CHANGES; i++) {
                create("c" + i, "x".repeat(1_000));
            }
            List<String> names = new ArrayList<>();
            while (names.size() < CHANGES) {
                String line = lines.readLine();
                assertThat(line).isNotNull();
                if (line.startsWith("{")) {
                    JsonNode event = new ObjectMapper().readTree(line);
                    assertThat(event.path("type").asText()).isEqualTo("ADDED");
                    names.add(event.at("/object/metadata/name").asText());
                }
            }
            assertThat(names)
                    .startsWith("c0", "c1", "c2")
                    .endsWith("c" + (CHANGES - 1))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_watch_ends_after_the_seconds_its_client_asked_for() throws Exception {
        try (SSLSocket socket = watch("&timeoutSeconds=1")) {
            BufferedReader lines = reader(socket);
            String last = lines.readLine();
            for (String line = last; !line.equals("0"); line = lines.readLine()) {
                last = line;
            }
            assertThat(last).isNotNull();
        }
    }

    @Test
    void a_watcher_that_goes_is_forgotten() throws Exception {
        try (SSLSocket socket = watch("")) {
            await(() -> api.watches().open() == 1);
        }
        await(() -> api.watches().open() == 0);
    }

    @Test
    void a_client_that_does_not_take_its_answer_is_cut_off() throws Exception {
        for (int i = 0; i < 40; i++) {
            create("large" + i, "x".repeat(500_000));
        }
        try (SSLSocket socket = LoopbackClient.of(server).tightSocket()) {
            socket.getOutputStream().write(request(MAPS));
            socket.getOutputStream().flush();
            // open when the answer begins, and perhaps no more when this thread comes to look
            await(() -> answered.get() == 1);
            await(() -> server.connections() == 0);
        }
    }

    @Test
    void a_client_that_does_not_send_its_body_is_answered_and_cut_off() throws Exception {
        try (SSLSocket socket = LoopbackClient.of(server).socket()) {
            socket.getOutputStream()
                    .write("POST %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nContent-Length: 100\r\n\r\n{"
                            .formatted(MAPS, server.token())
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            assertThat(reader(socket).readLine()).isEqualTo("HTTP/1.1 504 Gateway Timeout");
        }
        await(() -> server.connections() == 0);
    }

    private SSLSocket watch(String more) throws Exception {
        SSLSocket socket = LoopbackClient.of(server).socket();
        socket.getOutputStream().write(request(MAPS + "?watch=true" + more));
        socket.getOutputStream().flush();
        return socket;
    }

    private byte[] request(String target) {
        return "GET %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(target, server.token())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static BufferedReader reader(SSLSocket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private void create(String name, String text) {
        Answer answer = (Answer) api.handle(ApiRequest.json(
                "POST", MAPS, "{\"metadata\":{\"name\":\"%s\"},\"data\":{\"a\":\"%s\"}}".formatted(name, text)));
        assertThat(answer.status()).isEqualTo(201);
    }

    /** Wait for what the threads of the server do; the limit of the class ends a wait that is in vain. */
    private static void await(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            assertThat(never.await(5, TimeUnit.MILLISECONDS)).isFalse();
        }
    }
}
