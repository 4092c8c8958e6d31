package dev.simarena.engine.apiserver.apply;

import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.resource.ResourceRegistry;
import dev.simarena.engine.apiserver.schema.BuiltInSchemas;
import dev.simarena.engine.apiserver.schema.Schema;
import dev.simarena.trace.Gvk;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Know the types of built-in kinds by their schema, those of other kinds as they were defined. */
public final class ServedTypes implements Types {

    private static final String REPLICAS = "spec.replicas";

    private final ResourceRegistry registry;
    private final Map<Gvk, Definition> definitions = new ConcurrentHashMap<>();

    private record Definition(Shape shape, String replicas) {}

    /** Know the types of what is served. */
    public ServedTypes(ResourceRegistry registry) {
        this.registry = registry;
    }

    /**
     * Learn a kind that a CustomResourceDefinition made.
     *
     * @param replicas where its objects say how many replicas are wanted, empty where they do not
     */
    public void define(Gvk gvk, Shape shape, String replicas) {
        definitions.put(gvk, new Definition(shape, replicas));
    }

    /** Forget a kind that is served no more. */
    public void forget(Gvk gvk) {
        definitions.remove(gvk);
    }

    @Override
    public @Nullable Shape shape(Gvk gvk) {
        Definition definition = definitions.get(gvk);
        if (definition != null) {
            return definition.shape();
        }
        Schema schema = BuiltInSchemas.of(gvk);
        return schema == null ? null : SchemaShapes.of(schema);
    }

    @Override
    public boolean custom(Gvk gvk) {
        return definitions.containsKey(gvk);
    }

    @Override
    public boolean statusApart(Gvk gvk) {
        ApiResource resource = registry.of(gvk);
        return resource != null && resource.subresource("status") != null;
    }

    @Override
    public String replicas(Gvk gvk) {
        Definition definition = definitions.get(gvk);
        return definition == null ? REPLICAS : definition.replicas();
    }
}
