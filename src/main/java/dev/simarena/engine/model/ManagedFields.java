package dev.simarena.engine.model;

/**
 * Remember who managed which fields of an object when a client last wrote it.
 *
 * @param entries value of {@code metadata.managedFields} as JSON; objects written alike share one text
 * @param resourceVersion version of the object they hold for; whoever changed it since is not in them
 */
public record ManagedFields(String entries, long resourceVersion) {}
