package dev.simarena.report.history;

import org.jspecify.annotations.Nullable;

/**
 * Hold the facts of a run that its records leave out.
 *
 * @param id id of the run
 * @param time when it started, ISO 8601 in UTC
 * @param commit the commit that was checked out, {@code null} where nobody knows
 * @param branch its branch, {@code null} where nobody knows
 */
public record HistoryRun(
        String id,
        String time,
        @Nullable String commit,
        @Nullable String branch) {}
