package dev.simarena.cluster;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** Run the Deployment of each website, tell in its status how many pods are ready, and note which were cleaned up. */
@ControllerConfiguration
final class WebsiteReconciler implements Reconciler<Website>, Cleaner<Website> {

    private final List<String> cleaned = new CopyOnWriteArrayList<>();

    List<String> cleaned() {
        return cleaned;
    }

    @Override
    public List<EventSource<?, Website>> prepareEventSources(EventSourceContext<Website> context) {
        return List.of(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Deployment.class, Website.class)
                        .build(),
                context));
    }

    @Override
    public UpdateControl<Website> reconcile(Website site, Context<Website> context) {
        Deployment present = context.getClient().resource(deployment(site)).serverSideApply();
        int ready = Objects.requireNonNullElse(present.getStatus().getReadyReplicas(), 0);
        Website.State state = new Website.State(ready, site.getMetadata().getGeneration());
        return state.equals(site.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(Website.state(site, state));
    }

    @Override
    public DeleteControl cleanup(Website site, Context<Website> context) {
        cleaned.add(site.getMetadata().getName());
        return DeleteControl.defaultDelete();
    }

    private static Deployment deployment(Website site) {
        String name = site.getMetadata().getName();
        Map<String, String> labels = Map.of("site", name);
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(site.getMetadata().getNamespace())
                .addNewOwnerReference()
                .withApiVersion(site.getApiVersion())
                .withKind(site.getKind())
                .withName(name)
                .withUid(site.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withReplicas(site.getSpec().replicas())
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .withImage(site.getSpec().image())
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
