package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.Answers;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.JsonText;
import dev.simarena.engine.apiserver.message.Status;
import dev.simarena.engine.apiserver.message.YamlText;
import dev.simarena.engine.apiserver.request.Accepted;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.model.ApiException;
import java.util.Map;

/** Bring answers into the form a client accepts. */
final class Presenter {

    private Presenter() {}

    /** Show one object. */
    static Answer object(
            World world, int status, ApiRequest request, Accepted accepted, ApiResource resource, ObjectNode object) {
        return switch (accepted.shape()) {
            case PARTIAL -> document(status, request, accepted, partial(accepted, object));
            case TABLE ->
                document(status, request, accepted, new TableView(world, request, accepted, resource).of(object));
            case PARTIAL_LIST ->
                throw new ApiException(
                        406,
                        "NotAcceptable",
                        "you requested PartialObjectMetadataList, but the requested object is not a list (*%s.%s)"
                                .formatted(internal(resource), resource.kind()));
            default -> document(status, request, accepted, object);
        };
    }

    /** Show a list, whose items carry no kind of their own unless a definition made it. */
    static Answer list(World world, ApiRequest request, Accepted accepted, ApiResource resource, ObjectNode list) {
        return switch (accepted.shape()) {
            case PARTIAL_LIST -> document(200, request, accepted, partialList(accepted, list));
            case TABLE -> document(200, request, accepted, new TableView(world, request, accepted, resource).of(list));
            case PARTIAL ->
                throw new ApiException(
                        406,
                        "NotAcceptable",
                        "you requested PartialObjectMetadata, but the requested object is a list (*%s.%s)"
                                .formatted(internal(resource), resource.listKind()));
            default -> document(200, request, accepted, list);
        };
    }

    /** Show a document as it is. */
    static Answer document(int status, ApiRequest request, Accepted accepted, JsonNode document) {
        Map<String, String> headers = Answers.headers(accepted.mediaType());
        byte[] body = accepted.yaml()
                ? YamlText.bytes(document)
                : pretty(request) ? JsonText.indented(document) : JsonText.line(document);
        return new Answer(status, headers, body);
    }

    /** Tell whether a client takes objects as a line of plain JSON. */
    static boolean plain(ApiRequest request, Accepted accepted) {
        return accepted.shape() == Accepted.Shape.OBJECT && !accepted.yaml() && !pretty(request);
    }

    /** Show a document that was written before. */
    static Answer line(int status, Accepted accepted, byte[] line) {
        return new Answer(status, Answers.headers(accepted.mediaType()), line);
    }

    /** Show an error in the form the client accepts; in plain indented JSON where it accepts none. */
    static Answer failure(ApiRequest request, ApiException error) {
        Answer answer;
        try {
            answer = document(error.code(), request, Accepted.plain(request.header("accept")), Status.failure(error));
        } catch (ApiException e) {
            answer = new Answer(error.code(), Answers.headers(Answers.JSON), JsonText.indented(Status.failure(error)));
        }
        return Answers.retrying(answer, error);
    }

    /** Return an object's metadata as an object of its own. */
    static ObjectNode partial(Accepted accepted, JsonNode object) {
        ObjectNode partial = JsonNodeFactory.instance.objectNode();
        partial.put("kind", "PartialObjectMetadata")
                .put("apiVersion", "meta.k8s.io/" + accepted.version())
                .set("metadata", object.path("metadata"));
        return partial;
    }

    private static ObjectNode partialList(Accepted accepted, JsonNode list) {
        ObjectNode partial = JsonNodeFactory.instance.objectNode();
        partial.put("kind", "PartialObjectMetadataList")
                .put("apiVersion", "meta.k8s.io/" + accepted.version())
                .set("metadata", list.path("metadata"));
        ArrayNode items = partial.putArray("items");
        list.path("items").forEach(item -> items.add(partial(accepted, item)));
        return partial;
    }

    /** Tools for people get indented JSON without asking for it. */
    private static boolean pretty(ApiRequest request) {
        String wanted = request.parameter("pretty");
        if (!wanted.isEmpty()) {
            return wanted.equals("1") || wanted.equalsIgnoreCase("true") || wanted.equalsIgnoreCase("t");
        }
        String agent = request.headers().getOrDefault("user-agent", "");
        return agent.startsWith("curl") || agent.startsWith("Wget") || agent.startsWith("Mozilla/5.0");
    }

    private static String internal(ApiResource resource) {
        int dot = resource.group().indexOf('.');
        String group = dot < 0 ? resource.group() : resource.group().substring(0, dot);
        return group.isEmpty() ? "core" : group;
    }
}
