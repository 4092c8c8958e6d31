package dev.simarena.engine.usage;

/**
 * Tell how a container ended.
 *
 * @param exitCode exit code
 * @param reason {@code OOMKilled} or {@code Completed}
 * @param started when it had started, microseconds since 1970
 * @param finished when it ended, microseconds since 1970
 */
public record Termination(int exitCode, String reason, long started, long finished) {}
