package dev.simarena.engine.apiserver;

import static java.util.Objects.requireNonNull;

import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.Answers;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.request.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tell that the server is well; one that could tell otherwise would not answer. */
final class Health {

    private static final List<String> ALIVE = read();
    private static final List<String> READY = ready();

    private Health() {}

    /** Answer a request for {@code healthz}, {@code livez} or {@code readyz}, or for one check of these. */
    static @Nullable Answer answer(ApiRequest request, List<String> parts) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw Failures.methodNotAllowed();
        }
        String name = parts.get(0);
        List<String> checks = checks(name);
        if (parts.size() > 1) {
            if (!checks.contains(String.join("/", parts.subList(1, parts.size())))) {
                return null;
            }
            // One check writes its answer without further ado.
            Answer answer = text("ok");
            Map<String, String> headers = new HashMap<>(answer.headers());
            headers.remove("x-content-type-options");
            return new Answer(answer.status(), headers, answer.body());
        }
        if (!request.query().containsKey("verbose")) {
            return text("ok");
        }
        List<String> excluded = request.query().getOrDefault("exclude", List.of());
        StringBuilder text = new StringBuilder();
        for (String check : checks) {
            text.append("[+]").append(check).append(excluded.contains(check) ? " excluded: ok\n" : " ok\n");
        }
        return text(text.append(name).append(" check passed\n").toString());
    }

    /** Return the checks of a path in the order in which they are told. */
    static List<String> checks(String name) {
        return name.equals("readyz") ? READY : ALIVE;
    }

    private static Answer text(String body) {
        return Answers.text(200, body);
    }

    /** Being ready takes more than being alive. */
    private static List<String> ready() {
        List<String> ready = new ArrayList<>(ALIVE);
        ready.remove("loopback-serving-certificate");
        ready.addAll(ready.indexOf("etcd") + 1, List.of("etcd-readiness", "informer-sync"));
        ready.add("shutdown");
        return ready;
    }

    private static List<String> read() {
        try (InputStream text = requireNonNull(Health.class.getResourceAsStream("health-checks.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
