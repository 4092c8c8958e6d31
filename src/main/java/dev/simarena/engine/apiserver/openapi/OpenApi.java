package dev.simarena.engine.apiserver.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.Answers;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.JsonText;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.resource.ResourceRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answer requests for OpenAPI documents, version 3: the index, and one document for each group and version.
 *
 * <p>The index names each document with a hash, so that clients keep what they have read. A hash is made of what a document depends on,
 * not of the document, which is written when somebody asks for it. Source: {@code kube-openapi/pkg/handler3}.
 */
public final class OpenApi {

    static final String RELEASE = "v1.36.2";
    private static final String ROOT = "/openapi/v3/";
    private static final List<String> OTHERS =
            List.of(".well-known/openid-configuration", "api", "apis", "openid/v1/jwks", "version");
    private static final DateTimeFormatter RFC_1123 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT);

    /** Documents of built-in types never change; they are shared by all servers. */
    private static final Map<String, byte[]> BUILT_IN = new ConcurrentHashMap<>();

    private final ResourceRegistry registry;
    private final Function<ApiResource, @Nullable JsonNode> definitions;

    /**
     * Describe resources.
     *
     * @param definitions finds the definition of a custom resource, {@code null} where it is gone
     */
    public OpenApi(ResourceRegistry registry, Function<ApiResource, @Nullable JsonNode> definitions) {
        this.registry = registry;
        this.definitions = definitions;
    }

    /**
     * Answer a request below {@code /openapi/v3}.
     *
     * @param now moment from which a document may be kept
     * @return {@code null} where there is no such document
     */
    public @Nullable Answer answer(ApiRequest request, Instant now) {
        String path = request.path();
        if (path.equals("/openapi/v2")) {
            return OpenApiVersion2.answer(request);
        }
        Map<String, String> hashes = hashes();
        if (path.equals("/openapi/v3") || path.equals(ROOT)) {
            return index(request, hashes);
        }
        String name = path.startsWith(ROOT) ? path.substring(ROOT.length()) : "";
        String hash = hashes.get(name);
        if (hash == null) {
            return null;
        }
        Map<String, String> headers = Answers.headers(Answers.JSON);
        headers.put("vary", "Accept");
        if (!acceptable(request.header("accept"))) {
            return new Answer(406, headers, new byte[0]);
        }
        headers.put("etag", '"' + hash + '"');
        String asked = request.parameter("hash");
        if (!asked.isEmpty() && !asked.equals(hash)) {
            headers.put("location", ROOT + name + "?hash=" + hash);
            return new Answer(301, headers, new byte[0]);
        }
        if (!asked.isEmpty()) {
            headers.put("cache-control", "public, immutable");
            headers.put("expires", RFC_1123.format(now.atOffset(ZoneOffset.UTC).plusYears(1)));
        }
        if (('"' + hash + '"').equals(request.header("if-none-match"))) {
            return new Answer(304, headers, new byte[0]);
        }
        return new Answer(200, headers, document(name));
    }

    private static Answer index(ApiRequest request, Map<String, String> hashes) {
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        ObjectNode paths = index.putObject("paths");
        hashes.forEach((name, hash) -> paths.putObject(name).put("serverRelativeURL", ROOT + name + "?hash=" + hash));
        byte[] body = JsonText.bytes(index);
        // The content type is lost behind the aggregation layer.
        Map<String, String> headers = Answers.headers("text/plain; charset=utf-8");
        String tag = '"' + hash(new String(body, StandardCharsets.UTF_8)) + '"';
        headers.put("etag", tag);
        return tag.equals(request.header("if-none-match"))
                ? new Answer(304, headers, new byte[0])
                : new Answer(200, headers, body);
    }

    /** Return the hash of each document by its name. */
    private Map<String, String> hashes() {
        Map<String, String> hashes = new TreeMap<>();
        OTHERS.forEach(name -> hashes.put(name, hash(name)));
        for (String group : registry.groups()) {
            boolean builtIn = false;
            for (String version : registry.versions(group)) {
                String name = name(group, version);
                StringBuilder made = new StringBuilder(name);
                for (ApiResource resource : registry.resources(group, version)) {
                    builtIn |= !resource.custom();
                    JsonNode definition = resource.custom() ? definitions.apply(resource) : null;
                    if (definition != null) {
                        made.append(' ').append(definition.at("/metadata/uid").asText());
                        made.append(' ')
                                .append(definition.at("/metadata/generation").asText());
                    }
                }
                hashes.put(name, hash(made.toString()));
            }
            if (builtIn && !group.isEmpty()) {
                hashes.put("apis/" + group, hash("apis/" + group));
            }
        }
        return hashes;
    }

    private byte[] document(String name) {
        for (String group : registry.groups()) {
            for (String version : registry.versions(group)) {
                if (name.equals(name(group, version))) {
                    boolean fixed = registry.resources(group, version).stream().noneMatch(ApiResource::custom);
                    return fixed
                            ? BUILT_IN.computeIfAbsent(name, key -> written(key, group, version))
                            : written(name, group, version);
                }
            }
        }
        return JsonText.bytes(OpenApiDocuments.of(name));
    }

    private byte[] written(String name, String group, String version) {
        return JsonText.bytes(OpenApiDocuments.of("/" + name + "/", registry.resources(group, version), definitions));
    }

    private static String name(String group, String version) {
        return group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
    }

    /** Protobuf is not served. */
    private static boolean acceptable(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return true;
        }
        for (String clause : accept.split(",")) {
            String type = clause.replaceAll(";.*", "").strip();
            if (type.equals("application/json") || type.equals("*/*") || type.equals("application/*")) {
                return true;
            }
        }
        return false;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512")
                    .digest((RELEASE + " " + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
