package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Requests;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.apiserver.apply.ManagedObjects.Applied;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serve apply requests.
 *
 * <p>Source: {@code endpoints/handlers/patch.go}, {@code managedfields/internal/structuredmerge.go}.
 */
final class ServerSideApply {

    private final ManagedObjects objects;
    private final Requests requests;
    private final Writes writes;

    ServerSideApply(ManagedObjects objects, Requests requests, Writes writes) {
        this.objects = objects;
        this.requests = requests;
        this.writes = writes;
    }

    Applied apply(
            Gvk gvk,
            @Nullable String namespace,
            String name,
            ObjectNode applied,
            Subresource subresource,
            Author author,
            boolean force) {
        if (author.name().isEmpty()) {
            throw Answers.noManager();
        }
        ApiObject live = requests.find(gvk, namespace, name);
        if (live == null && subresource != Subresource.NONE) {
            throw ApiException.notFound(gvk, name);
        }
        check(author.served(), applied, objects.shape(author.served()));
        FieldManager manager = objects.manager(gvk, subresource, author);
        if (live == null) {
            return create(manager, gvk, namespace, name, applied, author, force);
        }
        ObjectNode before = Renderer.json(live);
        Managed known = objects.managed(live, before);
        Updater.Result result =
                manager.apply(before, BlankObjects.of(gvk), applied, known, author.name(), force, objects.now());
        ObjectNode merged = result.object().deepCopy();
        named(merged, gvk, namespace, name);
        String where = applied.at("/metadata/namespace").asText(namespace == null ? "" : namespace);
        ObjectNode answer = converted(
                gvk,
                where + "/" + name,
                () -> writes.replace(live, merged, subresource, author, known, written -> result.managed()));
        return new Applied(false, answer);
    }

    private Applied create(
            FieldManager manager,
            Gvk gvk,
            @Nullable String namespace,
            String name,
            ObjectNode applied,
            Author author,
            boolean force) {
        String uid = applied.at("/metadata/uid").asText("");
        if (!uid.isEmpty()) {
            throw ApiException.conflict(
                    gvk,
                    name,
                    "uid mismatch: the provided object specified uid %s, and no existing object was found"
                            .formatted(uid));
        }
        ObjectNode blank = BlankObjects.of(gvk);
        Updater.Result result =
                manager.apply(blank, blank, applied, new Managed(), author.name(), force, objects.now());
        ObjectNode merged = result.object().deepCopy();
        named(merged, gvk, namespace, name);
        String where = applied.at("/metadata/namespace").asText("");
        return new Applied(
                true,
                converted(
                        gvk,
                        where + "/" + name,
                        () -> writes.create(gvk, namespace, merged, author, written -> result.managed())));
    }

    /** Write a merged object; one that cannot be read as its kind is a failure of the merge, not of the client. */
    private static ObjectNode converted(Gvk gvk, String name, Supplier<ObjectNode> write) {
        try {
            return write.get();
        } catch (ApiException e) {
            String unreadable =
                    "%s in version \"%s\" cannot be handled as a %s: ".formatted(gvk.kind(), gvk.version(), gvk.kind());
            String message = String.valueOf(e.getMessage());
            if (!message.startsWith(unreadable)) {
                throw e;
            }
            String kind = shown(gvk);
            throw Answers.badShape(
                    "failed to convert new object (%s; %s) to proper version: unable to convert unstructured object to %s: %s"
                            .formatted(name, kind, kind, message.substring(unreadable.length())));
        }
    }

    private static String shown(Gvk gvk) {
        return "%s, Kind=%s".formatted(gvk.group().isEmpty() ? "/" + gvk.version() : gvk.apiVersion(), gvk.kind());
    }

    /** The applied object must be of its type; the one that is there is. */
    static void check(Gvk gvk, ObjectNode applied, Shape shape) {
        if (applied.path("metadata").has("managedFields")) {
            throw ApiException.badRequest("metadata.managedFields must be nil");
        }
        try {
            ShapeCheck.check(applied, shape, false);
        } catch (ShapeException e) {
            throw Answers.badShape("failed to create typed patch object (%s/%s; %s): %s"
                    .formatted(
                            applied.at("/metadata/namespace").asText(""),
                            applied.at("/metadata/name").asText(""),
                            shown(gvk),
                            e.reason()));
        }
    }

    /** The name and namespace of the path hold where the object says nothing, and must be the same where it does. */
    static void named(ObjectNode merged, Gvk gvk, @Nullable String namespace, String name) {
        merged.put("apiVersion", gvk.apiVersion()).put("kind", gvk.kind());
        ObjectNode metadata = merged.withObject("/metadata");
        String written = metadata.path("name").asText("");
        if (!written.isEmpty() && !written.equals(name)) {
            throw ApiException.badRequest(
                    "the name of the object (%s) does not match the name on the URL (%s)".formatted(written, name));
        }
        metadata.put("name", name);
        if (namespace != null && metadata.path("namespace").asText("").isEmpty()) {
            metadata.put("namespace", namespace);
        }
    }
}
