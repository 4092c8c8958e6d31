package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.request.Accepted;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.request.Warnings;
import dev.simarena.engine.apiserver.request.WriteOptions;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Gvk;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * Answer questions about who somebody is and what he may do: there is one user, who may do everything.
 *
 * <p>Nothing of this is stored.
 */
final class ReviewEndpoint {

    private static final Set<String> KINDS = Set.of(
            "SelfSubjectReview",
            "TokenReview",
            "SelfSubjectAccessReview",
            "SubjectAccessReview",
            "LocalSubjectAccessReview",
            "SelfSubjectRulesReview");

    private final ServedObjects objects;
    private final SentObjects sent;

    ReviewEndpoint(ServedObjects objects, SentObjects sent) {
        this.objects = objects;
        this.sent = sent;
    }

    /** Tell whether a resource is only asked, never stored. */
    static boolean answers(ApiResource resource) {
        return KINDS.contains(resource.kind());
    }

    ApiResponse answer(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        WriteOptions options = WriteOptions.read(request, "CreateOptions", false);
        Accepted accepted = Accepted.object(request.header("accept"));
        Warnings warnings = new Warnings();
        ObjectNode asked = sent.read(request, resource, resource.gvk(), options, warnings);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("kind", resource.kind()).put("apiVersion", resource.gvk().apiVersion());
        JsonNode metadata = asked.path("metadata");
        answer.set("metadata", metadata.isObject() ? metadata.deepCopy() : asked.objectNode());
        if (asked.has("spec") && !resource.kind().equals("SelfSubjectRulesReview")) {
            answer.set("spec", asked.path("spec").deepCopy());
        }
        if (!resource.kind().startsWith("SelfSubjectR")) {
            objects.writing(false).wrote(resource.gvk(), answer, ServedObjects.author(options, resource));
        }
        complete(resource, asked, answer);
        return warnings.on(Presenter.object(objects.world(), 201, request, accepted, resource, answer));
    }

    private void complete(ApiResource resource, ObjectNode asked, ObjectNode answer) {
        switch (resource.kind()) {
            case "SelfSubjectReview" -> {
                String now =
                        objects.world().now().truncatedTo(ChronoUnit.SECONDS).toString();
                answer.withObject("/metadata").put("creationTimestamp", now);
                Caller.describe(answer.putObject("status").putObject("userInfo"));
            }
            case "TokenReview" -> {
                ObjectNode status = answer.putObject("status");
                status.putObject("user");
                status.put("error", "invalid bearer token");
            }
            case "SelfSubjectRulesReview" -> {
                answer.putObject("spec");
                ObjectNode status = answer.putObject("status");
                ObjectNode rule = status.putArray("resourceRules").addObject();
                for (String field : new String[] {"verbs", "apiGroups", "resources"}) {
                    rule.putArray(field).add("*");
                }
                ObjectNode paths = status.putArray("nonResourceRules").addObject();
                paths.putArray("verbs").add("*");
                paths.putArray("nonResourceURLs").add("*");
                status.put("incomplete", false);
            }
            default -> {
                check(resource, asked.path("spec"));
                answer.putObject("status").put("allowed", true);
            }
        }
    }

    private static void check(ApiResource resource, JsonNode spec) {
        FieldErrors errors = new FieldErrors();
        boolean resources = spec.path("resourceAttributes").isObject();
        if (resources == spec.path("nonResourceAttributes").isObject()) {
            errors.invalid(
                    "spec.resourceAttributes",
                    spec.path("resourceAttributes"),
                    "exactly one of nonResourceAttributes or resourceAttributes must be specified");
        }
        if (!errors.isEmpty()) {
            throw ApiException.invalid(new Gvk(resource.group(), resource.version(), ""), "", errors);
        }
    }
}
