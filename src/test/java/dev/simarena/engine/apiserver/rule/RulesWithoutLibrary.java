package dev.simarena.engine.apiserver.rule;

import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.ApiServer;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Define a custom kind that has a rule and create an object that breaks it; to be loaded where no rules are run. */
final class RulesWithoutLibrary implements Callable<List<String>> {

    /** Return the status and warning of the definition, and the status of the object. */
    @Override
    public List<String> call() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        ApiServer api = new ApiServer(world);
        try {
            Answer defined = post(api, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
                    {"metadata": {"name": "widgets.example.com"}, "spec": {"group": "example.com", "scope": "Namespaced",
                     "names": {"plural": "widgets", "kind": "Widget"}, "versions": [{"name": "v1", "served": true,
                      "storage": true, "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": {"type":
                       "object", "properties": {"size": {"type": "integer", "maximum": 9}}, "x-kubernetes-validations":
                        [{"rule": "self.size < 5"}]}}}}}]}}
                    """);
            world.advance(Duration.ofSeconds(1));
            return List.of(
                    String.valueOf(defined.status()),
                    String.valueOf(defined.headers().get("warning")),
                    create(api, 7),
                    create(api, 10));
        } finally {
            api.close();
        }
    }

    private static String create(ApiServer api, int size) {
        return String.valueOf(post(
                        api,
                        "/apis/example.com/v1/namespaces/default/widgets",
                        "{\"apiVersion\": \"example.com/v1\", \"kind\": \"Widget\", \"metadata\": {\"name\": \"w%d\"},"
                                        .formatted(size)
                                + " \"spec\": {\"size\": %d}}".formatted(size))
                .status());
    }

    private static Answer post(ApiServer api, String path, String body) {
        return (Answer) api.handle(ApiRequest.json("POST", path, body));
    }
}
