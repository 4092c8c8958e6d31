package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Declare a Job.
 *
 * @param parallelism most pods that run at once
 * @param completions pods that must succeed; {@code null}: one is enough, and the others are waited for
 * @param indexed whether each pod has a completion index
 * @param backoffLimit most failed pods
 * @param backoffLimitPerIndex most failed pods of one index, {@code null} where indexes have no limit of their own
 * @param maxFailedIndexes most failed indexes, {@code null} for no limit
 * @param activeDeadlineSeconds longest time it may be active, {@code null} for no limit
 * @param ttlSecondsAfterFinished when it is deleted after its end, {@code null} for never
 * @param suspend whether it has to pause
 * @param replaceFailedOnly whether a pod is replaced only when it has failed, not already when it is being deleted
 * @param podFailurePolicy what failures mean, {@code null} for the usual
 * @param successPolicy when it has succeeded early, {@code null} for never
 * @param managedElsewhere whether another controller is responsible
 * @param manualSelector whether selector and labels are the user's own
 * @param restartsContainers whether the restart policy is OnFailure
 * @param selector selects its pods
 * @param template template of its pods as stored
 * @param podTemplate the same as its pods get it: with the index of an Indexed Job as environment variable
 * @param written further fields as stored, without selector and template; read only
 */
public record JobSpec(
        int parallelism,
        @Nullable Integer completions,
        boolean indexed,
        int backoffLimit,
        @Nullable Integer backoffLimitPerIndex,
        @Nullable Integer maxFailedIndexes,
        @Nullable Long activeDeadlineSeconds,
        @Nullable Integer ttlSecondsAfterFinished,
        boolean suspend,
        boolean replaceFailedOnly,
        @Nullable PodFailurePolicy podFailurePolicy,
        @Nullable SuccessPolicy successPolicy,
        boolean managedElsewhere,
        boolean manualSelector,
        boolean restartsContainers,
        LabelSelector selector,
        PodTemplate template,
        PodTemplate podTemplate,
        ObjectNode written) {

    /** Return this with further labels of the template, where they are not given, and of the selector. */
    JobSpec labeled(Map<String, String> templateLabels, Map<String, String> selectorLabels) {
        LabelSelector selecting =
                new LabelSelector(JsonMaps.merged(selectorLabels, selector.matchLabels()), selector.requirements());
        Map<String, String> labels = JsonMaps.merged(templateLabels, template.labels());
        return new JobSpec(
                parallelism,
                completions,
                indexed,
                backoffLimit,
                backoffLimitPerIndex,
                maxFailedIndexes,
                activeDeadlineSeconds,
                ttlSecondsAfterFinished,
                suspend,
                replaceFailedOnly,
                podFailurePolicy,
                successPolicy,
                managedElsewhere,
                manualSelector,
                restartsContainers,
                selecting,
                template.withLabels(labels),
                podTemplate.withLabels(labels),
                written);
    }
}
