package dev.simarena.cluster;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A kind of its own that the operator under test looks after. */
@Group("example.com")
@Version("v1")
public final class Website extends CustomResource<Website.Wish, Website.State> implements Namespaced {

    private static final long serialVersionUID = 1;

    private static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: websites.example.com
            spec:
              group: example.com
              scope: Namespaced
              names: {kind: Website, plural: websites, singular: website, shortNames: [site]}
              versions:
              - name: v1
                served: true
                storage: true
                subresources:
                  status: {}
                  scale:
                    specReplicasPath: .spec.replicas
                    statusReplicasPath: .status.readyReplicas
                schema:
                  openAPIV3Schema:
                    type: object
                    required: [spec]
                    properties:
                      spec:
                        type: object
                        properties:
                          image: {type: string, default: web:1}
                          replicas: {type: integer, minimum: 0, maximum: 10, default: 2}
                      status:
                        type: object
                        properties:
                          readyReplicas: {type: integer}
                          observedGeneration: {type: integer}
            """;

    /** What is wanted; absent values are set by the schema. */
    public record Wish(String image, Integer replicas) {}

    /** What there is. */
    public record State(int readyReplicas, long observedGeneration) {}

    /** Return the definition of the kind. */
    static CustomResourceDefinition definition() {
        return Serialization.unmarshal(DEFINITION, CustomResourceDefinition.class);
    }

    /** Return a website that is as its schema makes it. */
    static Website named(String name) {
        Website site = of(name);
        site.setSpec(new Wish("web:2", 2));
        return site;
    }

    /** Return what an operator says about a website. */
    static Website state(Website site, State state) {
        Website said = of(site.getMetadata().getName());
        said.getMetadata().setNamespace(site.getMetadata().getNamespace());
        said.setStatus(state);
        return said;
    }

    private static Website of(String name) {
        Website site = new Website();
        site.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace("default").build());
        return site;
    }
}
