package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Declare a CronJob.
 *
 * @param scheduleText schedule as written
 * @param schedule when it is due
 * @param zone time zone of the schedule
 * @param startingDeadlineSeconds how late a Job may still start, {@code null} for no limit
 * @param concurrency {@code Allow}, {@code Forbid} or {@code Replace}
 * @param suspend whether it has to pause
 * @param successfulHistory how many successful Jobs stay, {@code null} for all
 * @param failedHistory how many failed Jobs stay, {@code null} for all
 * @param jobLabels labels of its Jobs
 * @param jobAnnotations annotations of its Jobs
 * @param job what its Jobs declare
 * @param written all fields as stored; read only
 */
public record CronJobSpec(
        String scheduleText,
        CronSchedule schedule,
        ZoneId zone,
        @Nullable Long startingDeadlineSeconds,
        String concurrency,
        boolean suspend,
        @Nullable Integer successfulHistory,
        @Nullable Integer failedHistory,
        Map<String, String> jobLabels,
        Map<String, String> jobAnnotations,
        JobSpec job,
        ObjectNode written) {}
