package dev.simarena.trace.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.KnownKinds;
import dev.simarena.trace.ResourceName;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Check all rules that look into events, event by event. */
final class AllRules {

    /** SimKube's own path of ReplicaSets leads nowhere. */
    private static final List<String> REPLICA_SET = List.of("/spec/template");

    private final Trace trace;
    private final Set<Gvk> tracked;
    private final Nodes nodes;
    private final AppliedNames names = new AppliedNames(false);
    private final Set<String> notIndexed = new HashSet<>();

    /** Prepare; without nodes the trace's own declaration counts. */
    AllRules(Trace trace, @Nullable Nodes nodes) {
        this.trace = trace;
        this.tracked = Set.copyOf(trace.trackedKinds());
        this.nodes = nodes != null ? nodes : trace.declaration().map(Nodes::of).orElse(Nodes.UNKNOWN);
    }

    void check(List<Finding> findings) {
        for (int i = 0; i < trace.events().size(); i++) {
            TraceEvent event = trace.events().get(i);
            names.record(event);
            for (int j = 0; j < event.applied().size(); j++) {
                Pointer place = Pointer.TOP.child("applied_objs").child(j);
                applied(new Found(findings, i, event.applied().get(j)), place);
            }
            for (int j = 0; j < event.deleted().size(); j++) {
                Pointer place = Pointer.TOP.child("deleted_objs").child(j);
                scope(new Found(findings, i, event.deleted().get(j)), place);
            }
        }
    }

    private void applied(Found found, Pointer place) {
        TraceObject object = found.object;
        if (TraceLint.hasStatus(object.body())) {
            found.add(LintRule.STATUS_POPULATED, place.child("status"), LintMessages.status());
        }
        scope(found, place);
        if (tracked.contains(object.gvk())
                && trace.indexHash(object.gvk(), object.key()).isEmpty()
                && notIndexed.add(object.toString())) {
            found.add(LintRule.INDEX_ENTRY, place, LintMessages.notIndexed());
        }
        for (String path : templatePaths(object.gvk())) {
            for (Pointer.Value spec : Pointer.find(place, object.body(), path + "/spec")) {
                references(found, spec);
                requests(found, spec);
            }
        }
    }

    private static void scope(Found found, Pointer place) {
        if (found.object.namespace() == null) {
            Pointer metadata = place.child("metadata");
            if (ClusterScoped.contains(found.object.gvk())) {
                found.add(LintRule.CLUSTER_SCOPED, metadata, LintMessages.clusterScoped());
            } else {
                found.add(LintRule.NAMESPACE, metadata, LintMessages.noNamespace());
            }
        }
    }

    /** Objects make pods whether or not their kind is tracked. */
    private List<String> templatePaths(Gvk gvk) {
        if (gvk.equals(Gvk.REPLICA_SET)) {
            return REPLICA_SET;
        }
        List<String> given = trace.podTemplatePaths(gvk);
        return given.isEmpty() ? KnownKinds.paths(gvk) : given;
    }

    private void references(Found found, Pointer.Value spec) {
        String namespace = found.object.namespace();
        for (Reference reference : PodReferences.of(spec.node(), spec.pointer())) {
            String key = reference.target().namespaced() && namespace != null
                    ? namespace + "/" + reference.name()
                    : reference.name();
            if (!names.has(reference.target(), key) && !isOwnClaim(found.object, spec.node(), reference)) {
                found.add(reference.rule(), reference.pointer(), LintMessages.missing(reference.target(), key));
            }
        }
    }

    /** A StatefulSet replaces a volume that has the name of one of its claim templates. */
    private static boolean isOwnClaim(TraceObject object, JsonNode spec, Reference reference) {
        if (reference.rule() != LintRule.VOLUME_CLAIM) {
            return false;
        }
        for (JsonNode claim : object.body().path("spec").path("volumeClaimTemplates")) {
            String name = claim.path("metadata").path("name").asText();
            for (JsonNode volume : spec.path("volumes")) {
                if (volume.path("name").asText().equals(name)
                        && volume.path("persistentVolumeClaim")
                                .path("claimName")
                                .asText()
                                .equals(reference.name())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void requests(Found found, Pointer.Value spec) {
        for (Pointer.Value value : PodRequests.invalid(spec.node(), spec.pointer())) {
            found.add(LintRule.QUANTITY, value.pointer(), LintMessages.noQuantity(value.node()));
        }
        if (!nodes.shapes().isEmpty()) {
            BigDecimal cpu = PodRequests.of(spec.node(), ResourceName.CPU.key());
            BigDecimal memory = PodRequests.of(spec.node(), ResourceName.MEMORY.key());
            if (!nodes.take(cpu, memory)) {
                found.add(LintRule.REQUEST_ABOVE_NODES, spec.pointer(), LintMessages.aboveNodes(cpu, memory, nodes));
            }
        }
    }

    /** Take findings about one object of one event. */
    private record Found(List<Finding> findings, int event, TraceObject object) {

        void add(LintRule rule, Pointer pointer, String text) {
            findings.add(new Finding(rule, event, object.toString(), pointer.toString(), text));
        }
    }
}
