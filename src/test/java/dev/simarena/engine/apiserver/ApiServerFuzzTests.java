package dev.simarena.engine.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Send what no client should send: every answer must be one, and no error may come from inside the server. */
class ApiServerFuzzTests {

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "x");

    private static final List<String> PATHS = List.of(
            "/api/v1/namespaces/default/configmaps",
            "/api/v1/namespaces/default/configmaps/c",
            "/api/v1/namespaces/default/pods",
            "/api/v1/namespaces/default/pods/p",
            "/api/v1/namespaces/default/pods/p/status",
            "/api/v1/namespaces/default/pods/p/binding",
            "/api/v1/namespaces/default/pods/p/eviction",
            "/api/v1/namespaces/default/pods/p/log",
            "/api/v1/namespaces/default/pods/p/resize",
            "/api/v1/namespaces/default/services/s",
            "/api/v1/namespaces/default/serviceaccounts/a/token",
            "/api/v1/namespaces",
            "/api/v1/namespaces/n",
            "/api/v1/namespaces/n/finalize",
            "/api/v1/nodes",
            "/api/v1/nodes/n0",
            "/api/v1/componentstatuses",
            "/apis/apps/v1/namespaces/default/deployments",
            "/apis/apps/v1/namespaces/default/deployments/d",
            "/apis/apps/v1/namespaces/default/deployments/d/scale",
            "/apis/apps/v1/namespaces/default/statefulsets",
            "/apis/apps/v1/namespaces/default/daemonsets",
            "/apis/batch/v1/namespaces/default/jobs",
            "/apis/batch/v1/namespaces/default/cronjobs",
            "/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers",
            "/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers",
            "/apis/policy/v1/namespaces/default/poddisruptionbudgets",
            "/apis/events.k8s.io/v1/namespaces/default/events",
            "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/n0",
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            "/apis",
            "/api/v1",
            "/version",
            "/healthz",
            "/");

    private static final List<String> QUERIES = List.of(
            "limit=1",
            "limit=x",
            "continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiJjIn0",
            "continue=%ff%fe",
            "labelSelector=a in (b,,c),!d",
            "labelSelector=((",
            "fieldSelector=metadata.name%3Dc",
            "fieldSelector=status.phase!=x",
            "fieldSelector=a%5C",
            "resourceVersion=0",
            "resourceVersion=99999999999999999999",
            "resourceVersionMatch=Exact",
            "dryRun=All",
            "dryRun=",
            "fieldManager=%00",
            "fieldValidation=Strict",
            "force=true",
            "pretty=true",
            "watch=1",
            "propagationPolicy=Foreground",
            "gracePeriodSeconds=-5");

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/yaml",
            "application/merge-patch+json",
            "application/json-patch+json",
            "application/strategic-merge-patch+json",
            "application/apply-patch+yaml",
            "application/vnd.kubernetes.protobuf",
            "text/plain",
            "");

    private static final List<String> ACCEPTS = List.of(
            "application/json",
            "application/yaml",
            "*/*",
            "text/csv",
            "application/json;as=Table;v=v1;g=meta.k8s.io,application/json",
            "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io",
            "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
            ";;,;q=x");

    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "[]",
            "null",
            "{\"metadata\":{\"name\":\"c\"},\"data\":{\"a\":\"1\"}}",
            "{\"metadata\":{\"name\":\"c\",\"labels\":{\"a\":5},\"ownerReferences\":[{}],\"finalizers\":[1]}}",
            "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\","
                    + "\"resources\":{\"requests\":{\"cpu\":\"1\"}}}],\"tolerations\":[{}]}}",
            "{\"metadata\":{\"generateName\":\"d-\"},\"spec\":{\"replicas\":2,\"selector\":{\"matchLabels\":{\"a\":"
                    + "\"b\"}},\"template\":{\"metadata\":{\"labels\":{\"a\":\"b\"}},\"spec\":{\"containers\":[{\"name\":"
                    + "\"c\",\"image\":\"i\"}]}}}}",
            "{\"spec\":{\"replicas\":-1},\"status\":{\"conditions\":[{\"type\":\"Ready\"}]}}",
            "{\"spec\":{\"schedule\":\"* * * * *\",\"jobTemplate\":{\"spec\":{\"template\":{\"spec\":{\"restartPolicy\":"
                    + "\"Never\",\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}}}},\"metadata\":{\"name\":\"j\"}}",
            "[{\"op\":\"add\",\"path\":\"/metadata/labels\",\"value\":{\"x\":\"y\"}}]",
            "[{\"op\":\"remove\",\"path\":\"/metadata\"}]",
            "[{\"op\":\"move\",\"from\":\"/spec\",\"path\":\"/status\"}]",
            "{\"metadata\":null,\"spec\":null,\"status\":null}",
            "{\"metadata\":{\"finalizers\":null,\"ownerReferences\":null,\"managedFields\":null}}",
            "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"c\",\"$patch\":\"delete\"}]}}}}",
            "{\"propagationPolicy\":\"Orphan\",\"preconditions\":{\"uid\":\"x\"},\"dryRun\":[\"All\"]}",
            "{\"target\":{\"kind\":\"Node\",\"name\":\"n0\"},\"metadata\":{\"name\":\"p\"}}",
            "{\"spec\":{\"finalizers\":[]},\"metadata\":{\"name\":\"n\"}}",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: b}\n",
            "a: &a [*a]",
            "{\"spec\":{\"maxReplicas\":3,\"metrics\":[{}],\"scaleTargetRef\":{}},\"metadata\":{\"name\":\"h\"}}");

    private final Random random = new Random(20260101);
    private final ApiServer server = new ApiServer(new World(WorldOptions.of(3, Manifests.START)));

    @Test
    void strange_requests_are_answered_without_an_error_from_inside() {
        server.handle(ApiRequest.json(
                "POST", "/api/v1/nodes", Manifests.node("n0", "16", "32Gi").toString()));
        for (int i = 0; i < 6000; i++) {
            ApiRequest request = request();
            ApiResponse response = server.handle(request);
            assertThat(response.status()).isBetween(200, 599);
            if (response instanceof Answer answer && answer.status() >= 400) {
                check(request, answer);
            }
        }
    }

    @Test
    void deeply_nested_objects_are_refused_or_taken_but_break_nothing() {
        for (int depth : new int[] {100, 900, 1100, 20_000}) {
            String body = "{\"metadata\":{\"name\":\"deep\"},\"data\":" + "{\"a\":".repeat(depth) + "1"
                    + "}".repeat(depth + 1);
            ApiResponse response =
                    server.handle(ApiRequest.json("POST", "/api/v1/namespaces/default/configmaps", body));
            assertThat(response.status()).isEqualTo(400);
        }
    }

    private static void check(ApiRequest request, Answer answer) {
        String text = answer.text();
        assertThat(text).as(() -> shown(request)).doesNotContain("Internal error occurred");
        if (!request.method().equals("HEAD")
                && "application/json".equals(answer.headers().get("content-type"))) {
            JsonNode status = TranscriptEntry.read(answer.body());
            assertThat(status.path("kind").asText()).isEqualTo("Status");
            assertThat(status.path("code").asInt()).isEqualTo(answer.status());
            assertThat(status.path("message").asText()).isNotEmpty();
        }
    }

    private static String shown(ApiRequest request) {
        return "%s %s %s %s %s"
                .formatted(
                        request.method(),
                        request.path(),
                        request.query(),
                        request.headers(),
                        new String(request.body(), StandardCharsets.UTF_8));
    }

    private ApiRequest request() {
        Map<String, String> headers = new LinkedHashMap<>();
        String type = one(TYPES);
        if (!type.isEmpty()) {
            headers.put("content-type", type);
        }
        headers.put("accept", random.nextInt(4) == 0 ? one(ACCEPTS) : "application/json");
        StringBuilder target = new StringBuilder(random.nextInt(8) == 0 ? mutated(one(PATHS)) : one(PATHS));
        for (int i = random.nextInt(3); i > 0; i--) {
            target.append(target.indexOf("?") < 0 ? '?' : '&').append(one(QUERIES));
        }
        String body = random.nextInt(3) == 0 ? mutated(one(BODIES)) : one(BODIES);
        String path = target.indexOf("/") == 0 ? target.toString() : "/" + target;
        return ApiRequest.of(one(METHODS), path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private String one(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Change, drop or repeat a few signs. */
    private String mutated(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 1 + random.nextInt(3); i > 0 && changed.length() > 0; i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.setCharAt(at, (char) (32 + random.nextInt(95)));
                case 1 -> changed.deleteCharAt(at);
                case 2 -> changed.insert(at, changed.substring(at, Math.min(changed.length(), at + 5)));
                default -> changed.setCharAt(at, "{}[]\":,%/\u00e9".charAt(random.nextInt(10)));
            }
        }
        return changed.toString();
    }
}
