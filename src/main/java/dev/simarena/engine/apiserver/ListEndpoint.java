package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.Answers;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.request.Accepted;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.ListOptions;
import dev.simarena.engine.apiserver.request.Selection;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.text.ObjectTexts;
import dev.simarena.engine.apiserver.watch.Watches;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Answer requests for all objects of a resource. */
final class ListEndpoint {

    private final ServedObjects objects;
    private final Pages pages;

    ListEndpoint(ServedObjects objects, Watches watches) {
        this.objects = objects;
        pages = new Pages(objects.world(), watches);
    }

    ApiResponse list(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        if (!resource.allows("list")) {
            throw Failures.methodNotAllowed();
        }
        Accepted accepted = Accepted.object(request.header("accept"));
        Selection selection = Selection.read(request, target, objects.shown(resource));
        ListOptions options = ListOptions.read(request);
        try {
            Page page = pages.page(resource, selection, options);
            ObjectTexts texts = objects.texts(resource);
            if (texts != null && Presenter.plain(request, accepted)) {
                return Presenter.line(200, accepted, texts.list(frame(resource, page), page.objects()));
            }
            return Presenter.list(
                    objects.world(), request, accepted, resource, document(resource, page, objects.shown(resource)));
        } catch (ApiException e) {
            if (e.code() == 504 && impatient(request)) {
                return timeout();
            }
            throw e;
        }
    }

    /** Return a list of objects as the resource shows them. */
    static ObjectNode document(ApiResource resource, Page page, Function<ApiObject, ObjectNode> shown) {
        ObjectNode list = frame(resource, page);
        ArrayNode items = list.withArray("items");
        for (ApiObject object : page.objects()) {
            ObjectNode item = shown.apply(object);
            items.add(resource.custom() ? item : item.without(List.of("apiVersion", "kind")));
        }
        return list;
    }

    /** Return a list without its items. */
    private static ObjectNode frame(ApiResource resource, Page page) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("kind", resource.listKind()).put("apiVersion", resource.gvk().apiVersion());
        ObjectNode metadata = list.putObject("metadata").put("resourceVersion", String.valueOf(page.version()));
        if (!page.token().isEmpty()) {
            metadata.put("continue", page.token());
        }
        if (page.remaining() > 0) {
            metadata.put("remainingItemCount", page.remaining());
        }
        list.putArray("items");
        return list;
    }

    /** Whoever waits less than the 3 s in which the server looks for a version gets no answer in time. */
    private static boolean impatient(ApiRequest request) {
        return request.parameter("timeout").matches("[0-2](\\.[0-9]+)?s|[0-9]+ms");
    }

    private static Answer timeout() {
        String body =
                "{\"metadata\":{},\"status\":\"Failure\",\"message\":\"Timeout: request did not complete within the"
                        + " allotted timeout\",\"reason\":\"Timeout\",\"details\":{},\"code\":504}";
        return new Answer(504, Answers.headers("text/plain; charset=utf-8"), body.getBytes(StandardCharsets.UTF_8));
    }
}
