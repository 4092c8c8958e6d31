package dev.simarena.engine.model;

import dev.simarena.trace.Gvk;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hold a ReplicaSet. */
public final class ReplicaSet extends ConditionedObject {

    /**
     * Show a ReplicaSet.
     *
     * @param observedGeneration generation the counts belong to
     * @param replicas active pods
     * @param fullyLabeled active pods that carry all labels of the template
     * @param ready ready pods
     * @param available pods ready for at least {@code minReadySeconds}
     * @param failure condition ReplicaFailure, {@code null} where pods could be made
     */
    public record Status(
            long observedGeneration,
            int replicas,
            int fullyLabeled,
            int ready,
            int available,
            @Nullable Condition failure) {

        /** Status of a ReplicaSet no controller has seen. */
        public static final Status NONE = new Status(0, 0, 0, 0, 0, null);
    }

    private ObjectSet<Pod> pods = new ObjectSet<>();
    private int replicas;
    private LabelSelector selector;
    private @Nullable LabelSelector hashedSelector;
    private PodTemplate template;
    private final boolean hashed;
    private int minReadySeconds;
    private Status status = Status.NONE;

    /**
     * Build a ReplicaSet.
     *
     * @param hashed whether it belongs to a Deployment, so that selector and pods also carry the template's hash
     */
    public ReplicaSet(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            int replicas,
            LabelSelector selector,
            PodTemplate template,
            boolean hashed,
            int minReadySeconds) {
        super(Gvk.REPLICA_SET, namespace, name, labels, annotations);
        this.replicas = replicas;
        this.selector = selector;
        this.template = template;
        this.hashed = hashed;
        this.minReadySeconds = minReadySeconds;
    }

    /** Change what is declared. */
    public void declare(int newReplicas, LabelSelector newSelector, PodTemplate newTemplate, int newMinReadySeconds) {
        replicas = newReplicas;
        selector = newSelector;
        template = newTemplate;
        hashedSelector = null;
        minReadySeconds = newMinReadySeconds;
    }

    public int replicas() {
        return replicas;
    }

    public void setReplicas(int replicas) {
        this.replicas = replicas;
    }

    public LabelSelector selector() {
        return selector;
    }

    /** Return the selector with the template's hash, where pods carry that. */
    public LabelSelector podSelector() {
        if (!hashed) {
            return selector;
        }
        LabelSelector known = hashedSelector;
        if (known == null) {
            known = new LabelSelector(
                    JsonMaps.with(selector.matchLabels(), TemplateHash.LABEL, template.hash()),
                    selector.requirements());
            hashedSelector = known;
        }
        return known;
    }

    public PodTemplate template() {
        return template;
    }

    /** Tell whether selector and pods also carry the template's hash. */
    public boolean hashed() {
        return hashed;
    }

    /** Return the labels of its pods. */
    public Map<String, String> podLabels() {
        return hashed ? template.hashedLabels() : template.labels();
    }

    public int minReadySeconds() {
        return minReadySeconds;
    }

    public void setMinReadySeconds(int minReadySeconds) {
        this.minReadySeconds = minReadySeconds;
    }

    public Status status() {
        return status;
    }

    public void setStatus(Status status) {
        this.status = status;
    }

    /** Return the pods it controls, ended ones too, in the order of creation; kept by the store. */
    public Set<Pod> pods() {
        return pods;
    }

    @Override
    protected void relink(Fork fork) {
        super.relink(fork);
        pods = pods.copy(fork);
    }
}
