package dev.simarena.engine.apiserver.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.Answers;
import dev.simarena.engine.apiserver.message.ApiRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Answer requests for the OpenAPI document, version 2, which describes nothing: types are described by version 3.
 *
 * <p>Clients turn to it where version 3 does not know a kind, and stop where there is no document at all.
 */
final class OpenApiVersion2 {

    private static final String TITLE = "Kubernetes";
    private static final String PROTOBUF = "application/com.github.proto-openapi.spec.v2";

    private OpenApiVersion2() {}

    static Answer answer(ApiRequest request) {
        String accept = request.header("accept");
        if (accept != null && accept.startsWith(PROTOBUF)) {
            return new Answer(200, Answers.headers(PROTOBUF + ".v1.0+protobuf"), protobuf());
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("swagger", "2.0");
        document.putObject("info").put("title", TITLE).put("version", OpenApi.RELEASE);
        document.putObject("paths");
        return Answers.json(200, document);
    }

    /** Write the fields swagger = 1 and info = 2, the latter with title = 1 and version = 2. */
    private static byte[] protobuf() {
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        field(info, 1, TITLE.getBytes(StandardCharsets.UTF_8));
        field(info, 2, OpenApi.RELEASE.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        field(document, 1, "2.0".getBytes(StandardCharsets.UTF_8));
        field(document, 2, info.toByteArray());
        return document.toByteArray();
    }

    /** Write a field of fewer than 128 bytes. */
    private static void field(ByteArrayOutputStream message, int number, byte[] value) {
        message.write(number << 3 | 2);
        message.write(value.length);
        message.writeBytes(value);
    }
}
