package dev.simarena.engine.controller;

import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.engine.model.StatefulSetSpec;
import dev.simarena.engine.model.StatefulSetStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bring the pods of one StatefulSet one step closer to what it declares, and say how they stood before the step.
 *
 * <p>First the declared pods from the lowest number: ended ones are deleted, missing ones created; OrderedReady stops at
 * the first that is not available. Then those no longer declared go from the highest number, then those of another
 * revision, from the highest number down to the partition, one at a time and only while all above are available. Source:
 * {@code updateStatefulSet} of {@code stateful_set_control.go}, with the gate MaxUnavailableStatefulSet off.
 */
final class StatefulRollout {

    /** Label with the revision of a pod. */
    static final String REVISION = "controller-revision-hash";

    /** Most pods created or deleted side by side by the policy Parallel. */
    private static final int LARGEST_BATCH = 500;

    /** A step of which may be told that nothing further may happen in this round. */
    private interface Step {
        /** Returns whether OrderedReady stops here. */
        boolean take(int index);
    }

    /** A pod as it stood when the round began; what does not exist yet has no pod. */
    private record Member(
            int ordinal,
            @Nullable Pod pod,
            String revision,
            @Nullable Phase phase,
            boolean going,
            boolean ready,
            boolean available) {

        static Member of(int ordinal, Pod pod, StatefulSetSpec spec, long now) {
            return new Member(
                    ordinal,
                    pod,
                    pod.labels().getOrDefault(REVISION, ""),
                    pod.phase(),
                    pod.terminating(),
                    pod.isReady() && pod.phase() == Phase.RUNNING,
                    Availability.of(pod, spec.minReadySeconds(), now));
        }

        boolean unavailable() {
            return !available || going;
        }

        boolean ended() {
            return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
        }
    }

    private final StatefulPods control;
    private final ClaimRetention retention;
    private final StatefulSet set;
    private final StatefulSetSpec spec;
    private final ControllerRevision current;
    private final ControllerRevision update;
    private final List<Member> replicas = new ArrayList<>();
    private final List<Member> condemned = new ArrayList<>();
    private int replaced;
    private @Nullable ApiException failure;

    /**
     * Look at a StatefulSet.
     *
     * @param current revision an update starts from
     * @param update revision of the present template
     * @param now microseconds since 1970
     */
    StatefulRollout(
            StatefulPods control,
            ClaimRetention retention,
            StatefulSet set,
            List<Pod> pods,
            ControllerRevision current,
            ControllerRevision update,
            long now) {
        this.control = control;
        this.retention = retention;
        this.set = set;
        this.spec = set.spec();
        this.current = current;
        this.update = update;
        for (int i = 0; i < spec.replicas(); i++) {
            replicas.add(missing(spec.start() + i));
        }
        for (Pod pod : pods) {
            int ordinal = ordinal(set, pod);
            Member member = Member.of(ordinal, pod, spec, now);
            if (spec.declares(ordinal)) {
                replicas.set(ordinal - spec.start(), member);
            } else if (ordinal >= 0) {
                condemned.add(member);
            }
        }
        condemned.sort(Comparator.comparingInt(Member::ordinal).reversed());
    }

    /** Return the number in the name of a pod of a StatefulSet, -1 where the name is another one's. */
    static int ordinal(StatefulSet set, Pod pod) {
        String name = pod.name();
        int dash = name.lastIndexOf('-');
        if (dash != set.name().length() || !name.startsWith(set.name()) || dash == name.length() - 1) {
            return -1;
        }
        int ordinal = 0;
        for (int i = dash + 1; i < name.length(); i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9 || ordinal > (Integer.MAX_VALUE - digit) / 10) {
                return -1;
            }
            ordinal = ordinal * 10 + digit;
        }
        return ordinal;
    }

    /** Do one step unless the set is being deleted; returns why it was broken off, {@code null} where it was not. */
    @Nullable
    ApiException step() {
        if (!set.terminating()) {
            boolean done = forAll(replicas, this::processReplica)
                    && forAll(condemned, this::repairClaims)
                    && forAll(condemned, this::processCondemned);
            if (done && !spec.onDelete()) {
                replaceOutdated();
            }
        }
        return failure;
    }

    /** Return how the pods stood before the step. */
    StatefulSetStatus status(int collisions) {
        int created = 0;
        int ready = 0;
        int available = 0;
        int atCurrent = -replaced;
        int atUpdate = 0;
        for (List<Member> members : List.of(replicas, condemned)) {
            for (Member member : members) {
                created += member.pod == null ? 0 : 1;
                ready += member.ready ? 1 : 0;
                available += member.ready && member.available ? 1 : 0;
                if (member.pod != null && !member.going) {
                    atCurrent += member.revision.equals(current.name()) ? 1 : 0;
                    atUpdate += member.revision.equals(update.name()) ? 1 : 0;
                }
            }
        }
        boolean complete = !spec.onDelete()
                && atUpdate == spec.replicas()
                && ready == spec.replicas()
                && created == spec.replicas();
        return new StatefulSetStatus(
                set.generation(),
                created,
                ready,
                complete ? atUpdate : atCurrent,
                atUpdate,
                complete ? update.name() : current.name(),
                update.name(),
                collisions,
                available);
    }

    /** A pod that comes below the partition of a rolling update comes at the current revision. */
    private Member missing(int ordinal) {
        Integer partition = spec.partition();
        int atCurrent = partition != null ? partition : set.status().current();
        boolean old = !(spec.onDelete() && partition == null) && ordinal < spec.start() + atCurrent;
        return new Member(ordinal, null, (old ? current : update).name(), null, false, false, false);
    }

    private boolean processReplica(int index) {
        Member member = replicas.get(index);
        Pod pod = member.pod;
        if (pod == null) {
            if (retention.stale(set, member.ordinal)) {
                return true;
            }
            ControllerRevision revision = member.revision.equals(current.name()) ? current : update;
            PodTemplate template = revision.template();
            control.create(set, member.ordinal, revision, template == null ? spec.template() : template);
            return true;
        }
        if (member.ended()) {
            if (!member.going) {
                control.delete(set, pod);
            }
            return true;
        }
        if (member.phase == Phase.PENDING) {
            control.createMissingClaims(set, member.ordinal, pod);
        }
        if (!spec.parallel() && (member.going || !member.ready || !member.available)) {
            return true;
        }
        control.repair(set, member.ordinal, pod);
        return false;
    }

    private boolean repairClaims(int index) {
        Member member = condemned.get(index);
        retention.update(set, member.ordinal, member.pod);
        return false;
    }

    private boolean processCondemned(int index) {
        Member member = condemned.get(index);
        Pod pod = member.pod;
        if (member.going || pod == null) {
            return true;
        }
        if (!spec.parallel() && (!member.ready || !member.available) && !member.equals(firstUnavailable())) {
            return true;
        }
        control.delete(set, pod);
        return true;
    }

    private @Nullable Member firstUnavailable() {
        for (Member member : replicas) {
            if (member.unavailable()) {
                return member;
            }
        }
        for (int i = condemned.size() - 1; i >= 0; i--) {
            if (condemned.get(i).unavailable()) {
                return condemned.get(i);
            }
        }
        return null;
    }

    private void replaceOutdated() {
        int lowest = spec.partition() == null ? 0 : spec.partition();
        for (int i = replicas.size() - 1; i >= lowest; i--) {
            Member member = replicas.get(i);
            if (!member.revision.equals(update.name()) && !member.going) {
                if (member.pod != null) {
                    control.delete(set, member.pod);
                }
                replaced++;
                return;
            }
            if (member.unavailable()) {
                return;
            }
        }
    }

    /**
     * Take a step for each member, one after the other until one stops, or for Parallel in batches of 1, 2, 4 ... of which
     * the first with a failure is the last; returns whether to go on.
     */
    private boolean forAll(List<Member> members, Step step) {
        int batch = 1;
        int left = batch;
        for (int i = 0; i < members.size(); i++) {
            try {
                if (step.take(i) && !spec.parallel()) {
                    return false;
                }
            } catch (ApiException refusal) {
                failure = refusal;
                if (!spec.parallel()) {
                    return false;
                }
            }
            if (--left == 0) {
                if (failure != null) {
                    return false;
                }
                batch = Math.min(2 * batch, LARGEST_BATCH);
                left = batch;
            }
        }
        return failure == null;
    }
}
