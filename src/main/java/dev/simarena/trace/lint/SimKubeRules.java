package dev.simarena.trace.lint;

import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.util.List;

/** Check SimKube's six rules as SimKube does: tracked kinds only, every hit counted. */
final class SimKubeRules {

    private SimKubeRules() {}

    static void check(Trace trace, List<Finding> findings) {
        AppliedNames names = new AppliedNames(true);
        for (int i = 0; i < trace.events().size(); i++) {
            TraceEvent event = trace.events().get(i);
            names.record(event);
            for (int j = 0; j < event.applied().size(); j++) {
                TraceObject object = event.applied().get(j);
                Pointer place = Pointer.TOP.child("applied_objs").child(j);
                if (TraceLint.hasStatus(object.body())) {
                    findings.add(
                            found(LintRule.STATUS_POPULATED, i, object, place.child("status"), LintMessages.status()));
                }
                references(trace, i, object, place, names, findings);
            }
        }
    }

    private static void references(
            Trace trace, int event, TraceObject object, Pointer place, AppliedNames names, List<Finding> findings) {
        for (String path : trace.podTemplatePaths(object.gvk())) {
            for (Pointer.Value template : Pointer.find(place, object.body(), path)) {
                for (Reference reference : SimKubeReferences.of(template.node(), template.pointer())) {
                    String key = object.namespace() + "/" + reference.name();
                    if (!names.has(reference.target(), key)) {
                        findings.add(found(
                                reference.rule(),
                                event,
                                object,
                                reference.pointer(),
                                LintMessages.missing(reference.target(), key)));
                    }
                }
            }
        }
    }

    private static Finding found(LintRule rule, int event, TraceObject object, Pointer pointer, String text) {
        return new Finding(rule, event, object.toString(), pointer.toString(), text);
    }
}
