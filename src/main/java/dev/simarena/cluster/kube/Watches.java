package dev.simarena.cluster.kube;

import dev.simarena.cluster.EnvironmentException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Watch what a replay waits for; what is seen is counted, and read anew by who waits. */
final class Watches implements AutoCloseable {

    /** How long a watch is trusted that says nothing: one may have been dropped unnoticed. */
    static final Duration DISTRUST = Duration.ofSeconds(3);

    private final KubeApi api;
    private final Changes changes;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

    Watches(KubeApi api, Changes changes) {
        this.api = api;
        this.changes = changes;
    }

    /** Watch namespaces with a label. */
    void namespaces(String label) {
        watch(api.client().namespaces().withLabel(label));
    }

    /** Watch namespaces with a label of some value. */
    void namespaces(String label, String value) {
        watch(api.client().namespaces().withLabel(label, value));
    }

    /** Watch nodes with a label. */
    void nodes(String label, String value) {
        watch(api.client().nodes().withLabel(label, value));
    }

    /** Watch what becomes of workloads in a namespace. */
    void workloads(String namespace) {
        watch(api.client().pods().inNamespace(namespace));
        watch(api.client().apps().deployments().inNamespace(namespace));
        watch(api.client().apps().replicaSets().inNamespace(namespace));
    }

    private <T extends HasMetadata> void watch(Informable<T> objects) {
        try {
            informers.add(objects.inform(changes.handler()));
        } catch (KubernetesClientException e) {
            throw new EnvironmentException(KubeMessages.unwatched(api.cluster(), e), e);
        }
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }
}
