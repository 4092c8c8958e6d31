package dev.simarena.engine.controller;

import dev.simarena.engine.admission.Admission;
import dev.simarena.engine.admission.AdmittedPod;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Create and delete the pods of a controller, through admission, with the events a user sees. */
public final class PodControl {

    private final ObjectStore store;
    private final Names names;
    private final EventLog events;
    private final Admission admission;
    private final Deletion deletion;
    private final Client client;
    private String generated = "";
    private String base = "";

    /** Work for one controller with its client. */
    public PodControl(
            ObjectStore store, Names names, EventLog events, Admission admission, Deletion deletion, Client client) {
        this.store = store;
        this.names = names;
        this.events = events;
        this.admission = admission;
        this.deletion = deletion;
        this.client = client;
    }

    /** Return a free name of a pod, the base with five random letters. */
    public String generateName(ApiObject owner, String newBase) {
        String name = names.generate(newBase);
        while (store.get(Gvk.POD, owner.namespace(), name) != null) {
            name = names.generate(newBase);
        }
        generated = name;
        // Pods of one controller share one text.
        base = base.equals(newBase) ? base : newBase;
        return name;
    }

    /**
     * Create a pod, with the events SuccessfulCreate or FailedCreate.
     *
     * @throws ApiException where the API server refuses it
     */
    public Pod create(ApiObject owner, String name, PodTemplate template, Map<String, String> labels) {
        return create(owner, name, template, UnaryOperator.identity(), labels);
    }

    /**
     * Create a pod that differs from others of its owner, with the events SuccessfulCreate or FailedCreate.
     *
     * @param template what it has in common with the others, which admission looks at
     * @param own makes the template of the one pod from the admitted one
     * @throws ApiException where the API server refuses it
     */
    public Pod create(
            ApiObject owner,
            String name,
            PodTemplate template,
            UnaryOperator<PodTemplate> own,
            Map<String, String> labels) {
        try {
            Pod pod = createQuietly(owner, name, template, own, labels, template.annotations());
            events.normal(owner, "SuccessfulCreate", "Created pod: " + name);
            return pod;
        } catch (ApiException refusal) {
            events.warning(owner, "FailedCreate", "Error creating: " + refusal.getMessage());
            throw refusal;
        }
    }

    /**
     * Create a pod without an event.
     *
     * @throws ApiException where the API server refuses it
     */
    public Pod createQuietly(
            ApiObject owner,
            String name,
            PodTemplate template,
            Map<String, String> labels,
            Map<String, String> annotations) {
        return createQuietly(owner, name, template, UnaryOperator.identity(), labels, annotations);
    }

    /**
     * Create a pod that differs from others of its owner without an event.
     *
     * @param template what it has in common with the others, which admission looks at
     * @param own makes the template of the one pod from the admitted one
     * @throws ApiException where the API server refuses it
     */
    public Pod createQuietly(
            ApiObject owner,
            String name,
            PodTemplate template,
            UnaryOperator<PodTemplate> own,
            Map<String, String> labels,
            Map<String, String> annotations) {
        client.take();
        String namespace = String.valueOf(owner.namespace());
        AdmittedPod admitted = admission.admit(namespace, name, name.equals(generated) ? base : name, template);
        PodTemplate completed = admitted.template();
        Pod pod = new Pod(
                namespace,
                name,
                labels,
                JsonMaps.merged(completed.annotations(), annotations),
                own.apply(completed),
                admitted.priority());
        pod.setGenerateName(name.equals(generated) ? base : baseOf(owner));
        pod.setOwners(owner.asOwner());
        store.add(pod);
        return pod;
    }

    /** Pods whose names are not random carry the base all the same. */
    private String baseOf(ApiObject owner) {
        String named = owner.name() + "-";
        base = base.equals(named) ? base : named;
        return base;
    }

    /** Delete a pod, with the event SuccessfulDelete. */
    public void delete(ApiObject owner, Pod pod) {
        deleteQuietly(pod);
        events.normal(owner, "SuccessfulDelete", "Deleted pod: " + pod.name());
    }

    /** Delete a pod without an event. */
    public void deleteQuietly(Pod pod) {
        client.take();
        deletion.delete(pod);
    }
}
