package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.DeleteOptions;
import dev.simarena.engine.Requests;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.World;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.apiserver.apply.OpenApiShapes;
import dev.simarena.engine.apiserver.apply.Preparation;
import dev.simarena.engine.apiserver.apply.ServedTypes;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.resource.ResourceRegistry;
import dev.simarena.engine.apiserver.rule.RuleBook;
import dev.simarena.engine.core.StoreListener;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.trace.Gvk;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serve the kinds that the CustomResourceDefinitions of a world make, from their acceptance to the end of their objects.
 *
 * <p>To be used by who has the world for himself.
 */
public final class Definitions implements Preparation {

    /** Kind of the definitions. */
    public static final Gvk KIND = new Gvk("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

    private static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

    private final World world;
    private final ResourceRegistry registry;
    private final ServedTypes types;
    private final Map<String, Served> served = new LinkedHashMap<>();
    private final Map<Gvk, CustomKind> kinds = new LinkedHashMap<>();
    private final Map<Gvk, RuleBook> rules = new LinkedHashMap<>();
    private boolean changed = true;

    /** What is served of one definition, as it was read. */
    private record Served(JsonNode spec, JsonNode names, List<CustomKind> kinds) {}

    /** Serve what the world defines; what changes is seen by the next {@link #refresh}. */
    public Definitions(World world, ResourceRegistry registry, ServedTypes types) {
        this.world = world;
        this.registry = registry;
        this.types = types;
        world.listen(new StoreListener() {
            @Override
            public void added(ApiObject object) {
                note(object);
            }

            @Override
            public void changed(ApiObject object) {
                note(object);
            }

            @Override
            public void removed(ApiObject object) {
                note(object);
                changed |= kinds.containsKey(object.gvk()); // perhaps the last one of a kind that ends
            }
        });
        refresh();
    }

    private void note(ApiObject object) {
        changed |= object.gvk().equals(KIND);
    }

    /** Accept new definitions, serve changed ones anew, and end those that are being deleted. */
    public void refresh() {
        while (changed) {
            changed = false;
            Set<String> present = new LinkedHashSet<>();
            for (ApiObject object : List.copyOf(world.requests().list(KIND, null))) {
                if (object instanceof GenericObject definition && serve(definition)) {
                    present.add(definition.name());
                }
            }
            for (String name : List.copyOf(served.keySet())) {
                if (!present.contains(name)) {
                    withdraw(name);
                }
            }
        }
    }

    /** Return a version of a custom kind, {@code null} where none of that name is served. */
    public @Nullable CustomKind kind(Gvk gvk) {
        return kinds.get(gvk);
    }

    /** Return the paths of fields of an object that the schema of its kind does not know. */
    public List<String> unknown(Gvk gvk, ObjectNode object) {
        CustomKind kind = kinds.get(gvk);
        return kind == null ? List.of() : new CustomObjects(kind, rules(kind)).unknown(object);
    }

    private RuleBook rules(CustomKind kind) {
        return rules.computeIfAbsent(kind.gvk(), __ -> RuleBook.of(kind.schema(), "schema"));
    }

    /** Return what a definition asks for that is not done. */
    public List<String> warnings(JsonNode definition) {
        List<String> warnings = new ArrayList<>();
        JsonNode spec = definition.path("spec");
        for (JsonNode version : spec.path("versions")) {
            String path = "spec.versions[%s].schema.openAPIV3Schema"
                    .formatted(version.path("name").asText());
            warnings.addAll(RuleBook.of(version.path("schema").path("openAPIV3Schema"), path)
                    .warnings());
        }
        if (spec.path("conversion").path("strategy").asText("").equals("Webhook")) {
            warnings.add(
                    "spec.conversion.webhook is not called: objects are shown in every version as they are stored");
        }
        return warnings;
    }

    /** Serve a definition, once its names are accepted; returns whether it is there. */
    private boolean serve(GenericObject definition) {
        if (definition.terminating() && ended(definition)) {
            return false;
        }
        settle(definition);
        ObjectNode json = definition.body();
        if (!DefinitionStatus.established(json)) {
            return false;
        }
        Served before = served.get(definition.name());
        JsonNode names = json.path(DefinitionStatus.STATUS).path("acceptedNames");
        if (before == null
                || !before.spec().equals(json.path("spec"))
                || !before.names().equals(names)) {
            withdraw(definition.name());
            List<CustomKind> versions = CustomKind.of(Renderer.json(definition));
            for (CustomKind kind : versions) {
                kinds.put(kind.gvk(), kind);
                registry.add(kind.resource());
                types.define(kind.gvk(), OpenApiShapes.custom(kind.schema()), kind.replicas());
            }
            served.put(definition.name(), new Served(json.path("spec").deepCopy(), names.deepCopy(), versions));
        }
        return true;
    }

    /** Say in the status of a definition which of its names are accepted and whether it is served. */
    private void settle(GenericObject definition) {
        List<JsonNode> others = new ArrayList<>();
        for (ApiObject other : world.requests().list(KIND, null)) {
            if (!other.name().equals(definition.name()) && other instanceof GenericObject known) {
                others.add(known.body());
            }
        }
        ObjectNode body = withStatus(definition.body());
        status(body).accept(others);
        if (!body.equals(definition.body())) {
            definition.setBody(body);
            world.requests().touch(definition);
        }
    }

    /** Return a copy whose status may be changed; the rest, which may be large, is shared. */
    private static ObjectNode withStatus(ObjectNode body) {
        ObjectNode copy = body.objectNode();
        copy.setAll(body);
        if (body.path(DefinitionStatus.STATUS) instanceof ObjectNode status) {
            copy.set(DefinitionStatus.STATUS, status.deepCopy());
        }
        return copy;
    }

    private DefinitionStatus status(ObjectNode body) {
        return new DefinitionStatus(
                body, world.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private void withdraw(String name) {
        Served before = served.remove(name);
        if (before != null) {
            for (CustomKind kind : before.kinds()) {
                kinds.remove(kind.gvk());
                rules.remove(kind.gvk());
                types.forget(kind.gvk());
                ApiResource resource = registry.of(kind.gvk());
                if (resource != null) {
                    registry.remove(resource);
                }
            }
        }
    }

    /** Delete the objects of a definition that is being deleted; returns whether it is gone. */
    private boolean ended(GenericObject definition) {
        Requests requests = world.requests();
        if (!definition.finalizers().contains(CLEANUP)) {
            return false;
        }
        List<CustomKind> versions = CustomKind.of(Renderer.json(definition));
        for (CustomKind kind : versions) {
            List<ApiObject> objects = new ArrayList<>(requests.list(kind.stored(), null));
            objects.removeIf(ApiObject::terminating);
            requests.deleteAll(objects, DeleteOptions.DEFAULT);
            if (!requests.list(kind.stored(), null).isEmpty()) {
                return false; // something still has to be done before its objects can go
            }
        }
        withdraw(definition.name());
        ObjectNode json = Renderer.json(definition);
        List<String> rest = new ArrayList<>(definition.finalizers());
        rest.remove(CLEANUP);
        ArrayNode finalizers = json.withObject("/metadata").putArray("finalizers");
        rest.forEach(finalizers::add);
        requests.replace(KIND, null, definition.name(), json, Subresource.NONE);
        return true;
    }

    @Override
    public void create(Gvk gvk, ObjectNode object) {
        CustomKind kind = kinds.get(gvk);
        if (kind != null) {
            new CustomObjects(kind, rules(kind)).create(object);
        } else if (gvk.equals(KIND)) {
            complete(object);
            DefinitionRules.errors(object, null)
                    .check(KIND, object.path("metadata").path("name").asText(""));
            status(object).begin();
        }
    }

    @Override
    public void update(Gvk gvk, ObjectNode object, ObjectNode live, Subresource subresource) {
        CustomKind kind = kinds.get(gvk);
        if (kind != null) {
            new CustomObjects(kind, rules(kind)).update(object, live, subresource);
        } else if (gvk.equals(KIND) && subresource == Subresource.NONE) {
            complete(object);
            DefinitionRules.errors(object, live)
                    .check(KIND, live.at("/metadata/name").asText(""));
        }
    }

    @Override
    public void delete(Requests requests, Gvk gvk, String name) {
        if (!gvk.equals(KIND)
                || !(requests.find(KIND, null, name) instanceof GenericObject definition)
                || definition.terminating()) {
            return;
        }
        List<String> finalizers = new ArrayList<>(definition.finalizers());
        finalizers.add(CLEANUP);
        definition.setFinalizers(finalizers);
        ObjectNode body = withStatus(definition.body());
        status(body).end();
        definition.setBody(body);
    }

    @Override
    public ObjectNode scale(Gvk gvk, ObjectNode object) {
        CustomKind kind = kinds.get(gvk);
        return kind == null ? Preparation.super.scale(gvk, object) : new CustomObjects(kind, rules(kind)).scale(object);
    }

    @Override
    public ObjectNode scaled(Gvk gvk, ObjectNode object, JsonNode scale) {
        CustomKind kind = kinds.get(gvk);
        return kind == null
                ? Preparation.super.scaled(gvk, object, scale)
                : new CustomObjects(kind, rules(kind)).scaled(object, scale);
    }

    /** Set what stands for absent values. Source: {@code apiextensions/v1/defaults.go}. */
    private static void complete(ObjectNode definition) {
        ObjectNode spec = definition.withObject("/spec");
        ObjectNode names = spec.withObject("/names");
        String kind = names.path("kind").asText("");
        if (names.path("singular").asText("").isEmpty()) {
            names.put("singular", kind.toLowerCase(Locale.ROOT));
        }
        if (names.path("listKind").asText("").isEmpty() && !kind.isEmpty()) {
            names.put("listKind", kind + "List");
        }
        if (!spec.path("conversion").isObject()) {
            spec.putObject("conversion").put("strategy", "None");
        }
    }
}
