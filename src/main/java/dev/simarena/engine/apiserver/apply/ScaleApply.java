package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import org.jspecify.annotations.Nullable;

/**
 * Serve apply requests about the scale of objects, whose managers are those of the replicas of the object.
 *
 * <p>Source: {@code endpoints/handlers/patch.go}, {@code managedfields/scalehandler.go}.
 */
final class ScaleApply {

    private static final Gvk SCALE = Gvk.of(ScaleFields.VERSION, "Scale");

    private final ManagedObjects objects;
    private final Types types;

    ScaleApply(ManagedObjects objects, Types types) {
        this.objects = objects;
        this.types = types;
    }

    ObjectNode apply(
            Gvk gvk, @Nullable String namespace, String name, ObjectNode applied, Author author, boolean force) {
        if (author.name().isEmpty()) {
            throw Answers.noManager();
        }
        ApiObject live = objects.requests().find(gvk, namespace, name);
        if (live == null) {
            throw ApiException.notFound(gvk, name);
        }
        ServerSideApply.check(SCALE, applied, objects.shape(SCALE));
        Managed known = objects.managed(live, Renderer.json(live));
        String path = types.replicas(gvk);
        ObjectNode scale = objects.get(gvk, namespace, name, Subresource.SCALE);
        FieldManager manager = new FieldManager(
                ScaleFields.VERSION,
                Subresource.SCALE.path(),
                version -> types.shape(Gvk.of(version, SCALE.kind())),
                FieldSet.NONE);
        Updater.Result result = manager.apply(
                scale,
                BlankObjects.of(SCALE),
                applied,
                ScaleFields.ofScale(known, path),
                author.name(),
                force,
                objects.now());
        if (types.custom(gvk)) {
            // What is of a custom kind has a scale, and managers of it, but is not served in a version of scales.
            throw Answers.badShape(
                    "failed to convert new object (%s/%s; %s, Kind=Scale) to proper version: request to convert CR to an invalid group/version: %s"
                            .formatted(
                                    applied.at("/metadata/namespace").asText(""),
                                    name,
                                    ScaleFields.VERSION,
                                    ScaleFields.VERSION));
        }
        ObjectNode merged = result.object().deepCopy();
        ServerSideApply.named(merged, SCALE, namespace, name);
        Managed managed = ScaleFields.ofObject(
                known, result.managed(), path, author.served().apiVersion());
        return objects.scale(live, merged, author, known, written -> managed);
    }
}
