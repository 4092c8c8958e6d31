package dev.simarena.engine.job;

import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodFailurePolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Apply a pod failure policy to a failed pod. Source: {@code pod_failure_policy.go} of kube-controller-manager. */
final class FailureRules {

    /**
     * Tell what a failure means.
     *
     * @param counted whether it counts toward the back-off limits
     * @param failsIndex whether the index has failed for good
     * @param failsJob why the Job has failed, {@code null} where it has not
     */
    record Verdict(
            boolean counted, boolean failsIndex, @Nullable String failsJob) {

        private static final Verdict COUNTED = new Verdict(true, false, null);
    }

    private FailureRules() {}

    /** Return what the first rule that matches says; without policy or match the failure only counts. */
    static Verdict judge(@Nullable PodFailurePolicy policy, Pod pod) {
        if (policy == null) {
            return Verdict.COUNTED;
        }
        for (int i = 0; i < policy.rules().size(); i++) {
            PodFailurePolicy.Rule rule = policy.rules().get(i);
            String match = match(rule, pod);
            if (match != null) {
                return switch (rule.action()) {
                    case "Ignore" -> new Verdict(false, false, null);
                    case "FailIndex" -> new Verdict(true, true, null);
                    case "FailJob" ->
                        new Verdict(true, false, "%s matching FailJob rule at index %d".formatted(match, i));
                    default -> Verdict.COUNTED;
                };
            }
        }
        return Verdict.COUNTED;
    }

    /** Return what matches, as the message of a failed Job begins, {@code null} where nothing does. */
    private static @Nullable String match(PodFailurePolicy.Rule rule, Pod pod) {
        String name = pod.namespace() + "/" + pod.name();
        PodFailurePolicy.ExitCodes wanted = rule.exitCodes();
        if (wanted != null) {
            for (Map.Entry<String, Integer> code : pod.exitCodes().entrySet()) {
                if (wanted.matches(code.getKey(), code.getValue())) {
                    return "Container %s for pod %s failed with exit code %d"
                            .formatted(code.getKey(), name, code.getValue());
                }
            }
            return null;
        }
        for (PodFailurePolicy.Pattern pattern : rule.conditions()) {
            if (pattern.status().equals(pod.conditionStatus(pattern.type()))) {
                return "Pod %s has condition %s".formatted(name, pattern.type());
            }
        }
        return null;
    }
}
