package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.HookContext;
import dev.simarena.cluster.HookStage;
import dev.simarena.cluster.ReplayRequest;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Let a hook work on the cluster of a kubeconfig. */
final class KubernetesHookContext implements HookContext {

    private static final String MANAGER = "sim-arena-hook";
    private static final Duration LONGEST_CLEAN_UP = Duration.ofSeconds(60);

    private final HookStage stage;
    private final ReplayRequest request;
    private final ReplaySpace space;
    private final NamespaceContents contents;

    KubernetesHookContext(HookStage stage, ReplayRequest request, ReplaySpace space) {
        this.stage = stage;
        this.request = request;
        this.space = space;
        this.contents = new NamespaceContents(space.api());
    }

    @Override
    public HookStage stage() {
        return stage;
    }

    @Override
    public String simulation() {
        return request.simulation();
    }

    @Override
    public String runId() {
        return request.runId();
    }

    @Override
    public List<String> namespaces() {
        return List.copyOf(space.namespaces().keySet());
    }

    @Override
    public KubernetesClient client() {
        return space.api().client();
    }

    @Override
    public void apply(JsonNode object) {
        String namespace = object.at("/metadata/namespace").asText("");
        if (space.namespaces().containsKey(namespace)) {
            space.ensure(namespace);
        }
        ObjectNode ours = object.deepCopy();
        refuseForeign(ours);
        ObjectNode labels = ours.withObject("/metadata/labels");
        space.labels().forEach(labels::put);
        ours.withObject("/metadata").withArray("ownerReferences").add(space.owner());
        space.api().apply(ours, MANAGER);
        space.added(ours);
    }

    private void refuseForeign(ObjectNode object) {
        KubernetesClient client = space.api().client();
        GenericKubernetesResource present = client.resource(
                        client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class))
                .get();
        if (present != null) {
            Map<String, String> labels = present.getMetadata().getLabels();
            if (labels == null || !space.replay().equals(labels.get(OurLabels.REPLAY))) {
                throw new EnvironmentException(KubeMessages.foreignObject(KubeApi.name(object)));
            }
        }
    }

    @Override
    public List<String> objects(String namespace) {
        return List.copyOf(contents.of(namespace, "").keySet());
    }

    @Override
    public void clean(String namespace) {
        JsonNode found = space.api().find(KubeApi.NAMESPACES + "/" + namespace);
        if (found == null) {
            return;
        }
        String ours = space.owns(found) ? "" : OurLabels.REPLAY + "=" + space.replay();
        Changes changes = new Changes();
        try (Watches watches = new Watches(space.api(), changes)) {
            watches.workloads(namespace);
            long end = WallClock.nanos() + LONGEST_CLEAN_UP.toNanos();
            while (true) {
                long seen = changes.count();
                Map<String, String> left = contents.of(namespace, ours);
                if (left.isEmpty()) {
                    return;
                }
                if (WallClock.nanos() > end) {
                    throw new EnvironmentException(KubeMessages.notEmpty(namespace, left.keySet()));
                }
                left.values().forEach(space.api()::delete);
                changes.await(seen, Watches.DISTRUST);
            }
        }
    }
}
