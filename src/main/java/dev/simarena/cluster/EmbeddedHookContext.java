package dev.simarena.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.World;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Let a hook work in the world of its replay. */
final class EmbeddedHookContext implements HookContext {

    private final HookStage stage;
    private final String simulation;
    private final String runId;
    private final List<String> namespaces;
    private final ServedWorld served;
    private final World world;
    private final OwnedObjects owned;

    EmbeddedHookContext(
            HookStage stage,
            String simulation,
            String runId,
            List<String> namespaces,
            ServedWorld served,
            World world,
            OwnedObjects owned) {
        this.stage = stage;
        this.simulation = simulation;
        this.runId = runId;
        this.namespaces = List.copyOf(namespaces);
        this.served = served;
        this.world = world;
        this.owned = owned;
    }

    @Override
    public HookStage stage() {
        return stage;
    }

    @Override
    public String simulation() {
        return simulation;
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public List<String> namespaces() {
        return namespaces;
    }

    @Override
    public KubernetesClient client() {
        return served.client();
    }

    @Override
    public void debug(int port, Consumer<String> told) {
        served.debug(port, told);
    }

    @Override
    public void apply(JsonNode object) {
        served.run(() -> applyAlone(object));
    }

    private void applyAlone(JsonNode object) {
        ObjectNode labelled = object.deepCopy();
        labelled.withObject("/metadata/labels").put(VirtualObjects.RUN_LABEL, runId);
        String namespace = object.path("metadata").path("namespace").asText();
        try {
            if (namespaces.contains(namespace) && !world.exists(Gvk.NAMESPACE, null, namespace)) {
                world.submit(namespace(namespace));
            }
            world.submit(labelled);
        } catch (ApiException refusal) {
            throw new EnvironmentException(
                    ClusterMessages.refusedHook(stage, refusal.code(), refusal.getMessage()), refusal);
        }
    }

    @Override
    public List<String> objects(String namespace) {
        return served.exclusively(() -> content(namespace)).stream()
                .map(object -> object.gvk().kind() + "/" + object.name())
                .sorted()
                .toList();
    }

    @Override
    public void clean(String namespace) {
        served.run(() -> cleanAlone(namespace));
    }

    private void cleanAlone(String namespace) {
        if (!world.exists(Gvk.NAMESPACE, null, namespace)) {
            return;
        }
        boolean ours = world.objects().stream()
                .anyMatch(object ->
                        object.gvk().equals(Gvk.NAMESPACE) && object.name().equals(namespace) && owned.owns(object));
        for (ApiObject object : content(namespace)) {
            if (ours || owned.owns(object)) {
                owned.delete(object);
            }
        }
        List<String> left = objects(namespace);
        if (ours && !left.isEmpty()) {
            throw new EnvironmentException(ClusterMessages.notEmpty(namespace, left));
        }
    }

    private ObjectNode namespace(String name) {
        ObjectNode namespace = JsonNodeFactory.instance.objectNode();
        namespace.put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", name).putObject("labels").put(VirtualObjects.RUN_LABEL, runId);
        return namespace;
    }

    private List<ApiObject> content(String namespace) {
        List<ApiObject> content = new ArrayList<>();
        for (ApiObject object : world.objects()) {
            if (namespace.equals(object.namespace())) {
                content.add(object);
            }
        }
        return content;
    }
}
