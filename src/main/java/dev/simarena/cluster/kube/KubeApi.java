package dev.simarena.cluster.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.trace.Gvk;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ask an API server in the words of its HTTP interface; whatever it refuses becomes an {@link EnvironmentException}. */
final class KubeApi {

    static final String NAMESPACES = "/api/v1/namespaces";
    static final String NODES = "/api/v1/nodes";

    private static final int PAGE = 500;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final Kubeconfig kubeconfig;

    KubeApi(KubernetesClient client, Kubeconfig kubeconfig) {
        this.client = client;
        this.kubeconfig = kubeconfig;
    }

    KubernetesClient client() {
        return client;
    }

    /** Name the cluster for messages. */
    String cluster() {
        return kubeconfig.cluster();
    }

    JsonNode get(String path) {
        return parse(asked("get " + path, () -> client.raw(path, "GET", null)));
    }

    /** Return what is there, {@code null} where there is nothing. */
    @Nullable
    JsonNode find(String path) {
        try {
            return get(path);
        } catch (KubeApiException e) {
            if (e.code() == NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /** Return all objects that a label selector chooses, all of them where it is empty. */
    List<JsonNode> list(String path, String labelSelector) {
        List<JsonNode> items = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = get("%s?limit=%d&labelSelector=%s&continue=%s"
                    .formatted(path, PAGE, encoded(labelSelector), encoded(token)));
            page.path("items").forEach(items::add);
            token = page.at("/metadata/continue").asText("");
        } while (!token.isEmpty());
        return items;
    }

    JsonNode create(String path, JsonNode body) {
        return parse(asked("create in " + path, () -> client.raw(path, "POST", body.toString())));
    }

    JsonNode replace(String path, JsonNode body) {
        return parse(asked("update " + path, () -> client.raw(path, "PUT", body.toString())));
    }

    /** Apply an object on the server's side, without taking fields from others. */
    void apply(ObjectNode object, String manager) {
        GenericKubernetesResource resource =
                client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class);
        asked(
                "apply " + name(object),
                () -> client.resource(resource).fieldManager(manager).serverSideApply());
    }

    /** Return an object that has nothing but a kind and a name. */
    ObjectNode named(Gvk gvk, String name) {
        ObjectNode object = JSON.createObjectNode();
        object.put("apiVersion", gvk.apiVersion()).put("kind", gvk.kind());
        object.putObject("metadata").put("name", name);
        return object;
    }

    /** Delete an object of any kind in the background; one that is gone is no fault. */
    void delete(ObjectNode object) {
        GenericKubernetesResource resource =
                client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class);
        asked("delete " + name(object), () -> client.resource(resource).delete());
    }

    /** Delete what a path names in the background; what is gone is no fault. */
    void delete(String path) {
        try {
            asked(
                    "delete " + path,
                    () -> client.raw(path, "DELETE", "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\"}"));
        } catch (KubeApiException e) {
            if (e.code() != NOT_FOUND) {
                throw e;
            }
        }
    }

    /** Name an object for messages. */
    static String name(JsonNode object) {
        String namespace = object.at("/metadata/namespace").asText("");
        return object.path("kind").asText() + "/" + (namespace.isEmpty() ? "" : namespace + "/")
                + object.at("/metadata/name").asText();
    }

    private <T> T asked(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new EnvironmentException(KubeMessages.interrupted(what), e);
            }
            throw new KubeApiException(KubeMessages.refused(kubeconfig, what, e), e);
        }
    }

    private JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new EnvironmentException(KubeMessages.noJson(kubeconfig, text), e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
