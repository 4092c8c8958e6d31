package dev.simarena.engine.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.ApiServer;
import dev.simarena.engine.apiserver.clock.RealTime;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("looks at the threads of the JVM")
class LoopbackServerClosingTests {

    @Test
    void no_thread_is_left_after_close_though_clients_are_connected() throws Exception {
        ApiServer api = new ApiServer(new World(WorldOptions.of(0, Instant.EPOCH)));
        LoopbackServer server = LoopbackServer.start(api, LoopbackServer.ANY_PORT);
        RealTime time = RealTime.follow(api, 1);
        LoopbackClient client = LoopbackClient.of(server);
        assertThat(client.get("/version").statusCode()).isEqualTo(200);
        assertThat(threads()).anyMatch(thread -> thread.getName().startsWith("arena-apiserver"));

        try (SSLSocket silent = client.socket()) {
            silent.startHandshake();
            time.close();
            server.close();
        }
        for (Thread thread : threads()) {
            thread.join(30_000);
        }
        assertThat(threads()).isEmpty();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("arena-")
                        || thread.getName().startsWith("vert.x")
                        || thread.getName().startsWith("vertx"))
                .collect(Collectors.toSet());
    }
}
