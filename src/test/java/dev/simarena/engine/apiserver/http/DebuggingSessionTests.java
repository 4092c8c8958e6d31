package dev.simarena.engine.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.ApiServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DebuggingSessionTests {

    private final ApiServer api = new ApiServer(new World(WorldOptions.of(0, Instant.EPOCH)));

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void it_is_open_until_a_client_that_holds_the_token_deletes_it() throws Exception {
        try (DebuggingSession session = DebuggingSession.open(api, LoopbackServer.ANY_PORT)) {
            LoopbackClient client = LoopbackClient.of(session.server());
            assertThat(client.send("DELETE", DebuggingSession.PATH, BodyPublishers.noBody(), "Authorization", "no")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(client.get("/api/v1/namespaces/default").statusCode()).isEqualTo(200);
            assertThat(client.send("DELETE", DebuggingSession.PATH, BodyPublishers.noBody())
                            .statusCode())
                    .isEqualTo(200);
            session.await();
        }
    }

    @Test
    void it_tells_how_to_look_around_and_how_to_end_it() {
        try (DebuggingSession session = DebuggingSession.open(api, LoopbackServer.ANY_PORT)) {
            assertThat(session.invitation())
                    .isEqualTo(
                            """
                            The cluster is open at https://127.0.0.1:%d and its time follows yours. Look around:

                                kubectl --kubeconfig %s get pods --all-namespaces

                            It stays open until you end the session:

                                kubectl --kubeconfig %s delete --raw /sim-arena/session
                            """,
                            session.server().uri().getPort(),
                            session.server().kubeconfigFile(),
                            session.server().kubeconfigFile());
        }
    }

    @Test
    void an_ordinary_server_knows_no_session() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(api, LoopbackServer.ANY_PORT)) {
            assertThat(LoopbackClient.of(server)
                            .send("DELETE", DebuggingSession.PATH, BodyPublishers.noBody())
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
