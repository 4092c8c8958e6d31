package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.usage.ContainerLife;
import dev.simarena.engine.usage.PodLife;
import dev.simarena.engine.usage.Termination;
import dev.simarena.trace.Gvk;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hold a pod: the shared template it was made from and its own small state. */
public final class Pod extends ApiObject {

    private PodTemplate template;
    private final int priority;
    private Phase phase = Phase.PENDING;
    private boolean ready;
    private long readySince = NEVER;
    private long readyChanged = NEVER;
    private long started = NEVER;
    private long scheduled = NEVER;
    private long finished = NEVER;
    private @Nullable Node node;
    private @Nullable String unschedulable;
    private long unschedulableSince = NEVER;
    private int address;
    private @Nullable String nominatedNode;
    private @Nullable Condition disruption;
    private boolean counted;
    private boolean countedTerminating;
    private Map<String, String> countedLabels = Map.of();
    private @Nullable PodRequests countedRequests;
    private long completion = NEVER;
    private int exitCode;
    private @Nullable ObjectNode status;
    private @Nullable PodLife life;
    private long lifeDue = NEVER;

    public Pod(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            PodTemplate template,
            int priority) {
        super(Gvk.POD, namespace, name, labels, annotations);
        this.template = template;
        this.priority = priority;
    }

    public PodTemplate template() {
        return template;
    }

    /** Take over a changed spec, of which only images, resources, tolerations, deadlines and gates may differ. */
    public void change(PodTemplate changed) {
        template = changed;
    }

    /** Return the resolved priority, 0 by default. */
    public int priority() {
        return priority;
    }

    public Phase phase() {
        return phase;
    }

    /** Tell whether the condition Ready is True; it stays so when a pod succeeds, as KWOK leaves it. */
    public boolean isReady() {
        return ready;
    }

    /** Return the time since when the pod is ready, {@link #NEVER} where it is not. */
    public long readySince() {
        return readySince;
    }

    /** Return when its containers started. */
    public long started() {
        return started;
    }

    /** Return when it was bound to a node. */
    public long scheduled() {
        return scheduled;
    }

    /** Return when its containers ended. */
    public long finished() {
        return finished;
    }

    /** Return the node the pod is bound to, {@code null} before. */
    public @Nullable Node node() {
        return node;
    }

    /** Return the name of the node the pod is bound to or written for, {@code null} where there is none. */
    public @Nullable String nodeName() {
        if (node != null) {
            return node.name();
        }
        return template.nodeName().isEmpty() ? null : template.nodeName();
    }

    /** Return the message of the condition PodScheduled while it is False, else {@code null}. */
    public @Nullable String unschedulable() {
        return unschedulable;
    }

    /** Return since when the pod is known to be unschedulable. */
    public long unschedulableSince() {
        return unschedulableSince;
    }

    /** Return the number from which its address is made, 0 before it has one. */
    public int address() {
        return address;
    }

    /** Tell whether the pod runs or will run: not ended, not being deleted. */
    public boolean active() {
        return !phase.terminal() && !terminating() && !gone();
    }

    @Override
    protected void relink(Fork fork) {
        super.relink(fork);
        node = fork.ofNullable(node);
        life = life == null ? null : new PodLife(life);
    }

    @Override
    void detach() {
        life = life == null ? null : new PodLife(life);
    }

    /** Return the name of the Deployment that owns it through a ReplicaSet, {@code null} where none does. */
    public @Nullable String deployment() {
        return controller() instanceof ReplicaSet set && set.controller() instanceof Deployment owner
                ? owner.name()
                : null;
    }

    /** Bind the pod. */
    public void bind(Node chosen, long now) {
        node = chosen;
        scheduled = now;
        unschedulable = null;
        unschedulableSince = NEVER;
        nominatedNode = null;
    }

    /** Note why no node was found; returns whether that is news. */
    public boolean refuse(String message, long now) {
        if (unschedulable == null) {
            unschedulableSince = now;
        }
        boolean news = !message.equals(unschedulable);
        unschedulable = message;
        return news;
    }

    /** Let the containers run and be ready. */
    public void run(long now, int newAddress) {
        phase = Phase.RUNNING;
        started = now;
        ready = true;
        readySince = now;
        readyChanged = now;
        address = newAddress;
        status = null;
    }

    /** Return the exit codes of its containers by name, in their order; empty while they have not ended. */
    public Map<String, Integer> exitCodes() {
        Map<String, Integer> codes = new LinkedHashMap<>();
        if (!phase.terminal()) {
            return codes;
        }
        if (status != null) {
            for (JsonNode container : status.path("containerStatuses")) {
                JsonNode code = container.at("/state/terminated/exitCode");
                if (code.isInt()) {
                    codes.put(container.path("name").asText(), code.asInt());
                }
            }
        } else if (life != null) {
            for (ContainerLife container : life.containers()) {
                Termination last = container.last();
                codes.put(container.usage().name(), container.running() || last == null ? exitCode : last.exitCode());
            }
        } else {
            for (JsonNode container : template.spec().path("containers")) {
                codes.put(container.path("name").asText(), exitCode);
            }
        }
        return codes;
    }

    /** Return how often its containers were restarted. */
    public ContainerRestarts restarts() {
        return ContainerRestarts.of(this);
    }

    /** Return the status of a condition, {@code null} where there is no such condition. */
    public @Nullable String conditionStatus(String type) {
        if (status != null) {
            for (JsonNode condition : status.path("conditions")) {
                if (condition.path("type").asText().equals(type)) {
                    return condition.path("status").asText();
                }
            }
        }
        return switch (type) {
            case "Ready", "ContainersReady" -> started == NEVER ? null : ready ? "True" : "False";
            case "Initialized" -> started == NEVER ? null : "True";
            case "PodScheduled" -> node != null ? "True" : unschedulable != null ? "False" : null;
            default -> disruption != null && disruption.type().equals(type) ? disruption.status() : null;
        };
    }

    /** Return the exit code its containers ended, or are to end, with. */
    public int exitCode() {
        return exitCode;
    }

    /** Set the exit code its containers are to end with. */
    public void setExitCode(int code) {
        exitCode = code;
    }

    /** End the containers; the conditions stay as they are. */
    public void finish(Phase end, long now) {
        phase = end;
        finished = now;
        if (status != null) {
            status = status.deepCopy().put("phase", end.toString());
        }
    }

    /** Set when the containers are to end; returns whether that is news. */
    public boolean completeAt(long time) {
        boolean news = time != completion;
        completion = time;
        return news;
    }

    /** Return when the containers are to end. */
    public long completion() {
        return completion;
    }

    /** Return the node on which room is being made for the pod, {@code null} where none is. */
    public @Nullable String nominatedNode() {
        return nominatedNode;
    }

    /** Set the node on which room is being made for the pod. */
    public void nominate(@Nullable String node) {
        nominatedNode = node;
    }

    /** Note why the pod is being ended from outside; shown as a condition. */
    public void disrupt(Condition condition) {
        disruption = condition;
    }

    /** Return the condition DisruptionTarget, {@code null} where nobody ends the pod from outside. */
    public @Nullable Condition disruption() {
        return disruption;
    }

    /**
     * Return its status as stages and clients wrote it, {@code null} where it follows from the rest; read only.
     *
     * <p>Phase, readiness and times of the pod always agree with it.
     */
    public @Nullable ObjectNode status() {
        return status;
    }

    /** Set a status as written, with what follows from it; the caller hands it over and changes it no more. */
    public void setStatus(ObjectNode newStatus, Phase newPhase, boolean newReady, long now) {
        if (newPhase != Phase.PENDING && phase == Phase.PENDING) {
            started = now;
        }
        if (newPhase.terminal() && !phase.terminal()) {
            finished = now;
        }
        status = newStatus;
        phase = newPhase;
        setReady(newReady, now);
    }

    /** Set whether the condition Ready is True. */
    public void setReady(boolean newReady, long now) {
        if (newReady != ready) {
            ready = newReady;
            readySince = newReady ? now : NEVER;
            readyChanged = now;
        }
    }

    /** Return when the condition Ready changed last. */
    public long readyChanged() {
        return readyChanged;
    }

    /** Let the containers run and follow their usage from now on. */
    public void run(long now, int newAddress, PodLife newLife) {
        phase = Phase.RUNNING;
        started = now;
        readyChanged = now;
        address = newAddress;
        status = null;
        life = newLife;
    }

    /** Return what becomes of its containers, {@code null} where their usage does not count. */
    public @Nullable PodLife life() {
        return life;
    }

    /** Set when something happens to its containers next; returns whether that is news. */
    public boolean lifeAt(long time) {
        boolean news = time != lifeDue;
        lifeDue = time;
        return news;
    }

    /** Return when something happens to its containers next. */
    public long lifeDue() {
        return lifeDue;
    }

    /** Tell whether its requests are counted on its node. */
    public boolean counted() {
        return counted;
    }

    void setCounted(boolean counted) {
        this.counted = counted;
        this.countedLabels = labels();
        this.countedRequests = counted ? template.requests() : null;
    }

    /** Return what it takes of its node: what was counted, or what it would take. */
    public PodRequests takenRequests() {
        return countedRequests == null ? template.requests() : countedRequests;
    }

    /** Tell whether it requests something else than when it was counted. */
    @SuppressWarnings("ReferenceEquality")
    public boolean resized() {
        return countedRequests != null && countedRequests != template.requests();
    }

    void countRequests() {
        countedRequests = template.requests();
    }

    /** Return the labels it had when it was counted on its node. */
    public Map<String, String> countedLabels() {
        return countedLabels;
    }

    /** Tell whether it is counted as being deleted. */
    public boolean countedTerminating() {
        return countedTerminating;
    }

    /** Count it as being deleted from now on. */
    public void countTerminating() {
        countedTerminating = true;
    }

    /** Tell whether its labels are others than when it was counted. */
    @SuppressWarnings("ReferenceEquality")
    public boolean relabeled() {
        return countedLabels != labels();
    }

    /** Take over the present labels as those it is counted with. */
    public void countLabels() {
        countedLabels = labels();
    }
}
