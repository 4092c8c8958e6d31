package dev.simarena.engine.apiserver.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.FieldError;
import dev.simarena.engine.model.StatusDetails;

/** Write Status objects, by which the API server tells how a request went. */
public final class Status {

    private Status() {}

    /** Return the object that tells of an error. */
    public static ObjectNode failure(ApiException error) {
        ObjectNode status = open();
        if (!error.continueToken().isEmpty()) {
            status.withObject("/metadata").put("continue", error.continueToken());
        }
        status.put("status", "Failure");
        status.put("message", error.getMessage());
        if (!error.reason().isEmpty()) {
            status.put("reason", error.reason());
        }
        StatusDetails details = error.details();
        if (details != null) {
            details(status.putObject("details"), details);
        }
        return status.put("code", error.code());
    }

    /** Return the object that tells of success without anything to show. */
    public static ObjectNode success(int code) {
        return open().put("status", "Success").put("code", code);
    }

    /** Return the object that tells that something was deleted. */
    public static ObjectNode deleted(String name, String group, String resource, String uid) {
        ObjectNode status = open().put("status", "Success");
        ObjectNode details = status.putObject("details");
        details(details, StatusDetails.of(name, group, resource));
        details.put("uid", uid);
        return status;
    }

    private static ObjectNode open() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        return status;
    }

    private static void details(ObjectNode json, StatusDetails details) {
        put(json, "name", details.name());
        put(json, "group", details.group());
        put(json, "kind", details.kind());
        if (!details.causes().isEmpty()) {
            ArrayNode causes = json.putArray("causes");
            for (FieldError error : details.causes()) {
                ObjectNode cause = causes.addObject();
                put(cause, "reason", error.reason());
                put(cause, "message", error.message());
                put(cause, "field", error.field());
            }
        }
        Integer seconds = details.retryAfterSeconds();
        if (seconds != null) {
            json.put("retryAfterSeconds", seconds);
        }
    }

    private static void put(ObjectNode json, String field, String text) {
        if (!text.isEmpty()) {
            json.put(field, text);
        }
    }
}
