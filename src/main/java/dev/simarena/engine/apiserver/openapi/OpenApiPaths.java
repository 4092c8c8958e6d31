package dev.simarena.engine.apiserver.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.resource.ApiSubresource;
import java.util.List;

/** Describe what can be requested of resources: paths, methods, parameters, and which kind each is about. */
final class OpenApiPaths {

    private static final String PATCH = OpenApiTypes.REFERENCE + "io.k8s.apimachinery.pkg.apis.meta.v1.Patch";

    private OpenApiPaths() {}

    static void add(ObjectNode paths, String root, ApiResource resource) {
        String all = root + resource.plural();
        String place = resource.namespaced() ? root + "namespaces/{namespace}/" + resource.plural() : all;
        operation(paths, place, "get", "list", resource);
        operation(paths, place, "post", "create", resource);
        operation(paths, place, "delete", "deletecollection", resource);
        if (resource.namespaced()) {
            operation(paths, all, "get", "list", resource);
        }
        String one = place + "/{name}";
        operation(paths, one, "get", "get", resource);
        operation(paths, one, "put", "update", resource);
        operation(paths, one, "patch", "patch", resource);
        operation(paths, one, "delete", "delete", resource);
        for (ApiSubresource part : resource.subresources()) {
            String path = one + "/" + part.name();
            for (String verb : part.verbs()) {
                String method = method(verb);
                if (!method.isEmpty()) {
                    describe(paths, path, method, verb, resource);
                }
            }
        }
    }

    private static String method(String verb) {
        return switch (verb) {
            case "get" -> "get";
            case "create" -> "post";
            case "update" -> "put";
            case "patch" -> "patch";
            case "delete" -> "delete";
            default -> "";
        };
    }

    private static void operation(ObjectNode paths, String path, String method, String verb, ApiResource resource) {
        if (resource.allows(verb)) {
            describe(paths, path, method, verb, resource);
        }
    }

    private static void describe(ObjectNode paths, String path, String method, String verb, ApiResource resource) {
        ObjectNode at = paths.path(path) instanceof ObjectNode known ? known : paths.putObject(path);
        if (at.isEmpty()) {
            ArrayNode parameters = at.putArray("parameters");
            for (String name : List.of("name", "namespace")) {
                if (path.contains("{" + name + "}")) {
                    parameters
                            .addObject()
                            .put("name", name)
                            .put("in", "path")
                            .put("required", true)
                            .putObject("schema")
                            .put("type", "string");
                }
            }
            parameter(parameters, "pretty", "string");
        }
        ObjectNode operation = at.putObject(method);
        ArrayNode parameters = operation.putArray("parameters");
        if (!verb.equals("get") && !verb.equals("list")) {
            parameter(parameters, "dryRun", "string");
        }
        if (verb.equals("create") || verb.equals("update") || verb.equals("patch")) {
            parameter(parameters, "fieldManager", "string");
            parameter(parameters, "fieldValidation", "string");
        }
        if (verb.equals("patch")) {
            parameter(parameters, "force", "boolean");
            ObjectNode content =
                    operation.putObject("requestBody").put("required", true).putObject("content");
            for (String type : List.of("apply-patch+yaml", "json-patch+json", "merge-patch+json")) {
                patch(content, type);
            }
            if (!resource.custom()) {
                patch(content, "strategic-merge-patch+json");
            }
        }
        operation.putObject("responses").putObject("200").put("description", "OK");
        operation
                .put("x-kubernetes-action", verb.equals("create") ? "post" : verb.equals("update") ? "put" : verb)
                .set("x-kubernetes-group-version-kind", OpenApiDocuments.kind(resource.gvk()));
    }

    private static void patch(ObjectNode content, String type) {
        content.putObject("application/" + type).putObject("schema").put("$ref", PATCH);
    }

    private static void parameter(ArrayNode parameters, String name, String type) {
        parameters
                .addObject()
                .put("name", name)
                .put("in", "query")
                .putObject("schema")
                .put("type", type)
                .put("uniqueItems", true);
    }
}
