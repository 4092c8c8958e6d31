package dev.simarena.cluster;

/**
 * Tell where an environment was kept, each in one line.
 *
 * @param what what is kept, and where
 * @param look command that shows it
 * @param remove command that removes it
 */
public record KeptEnvironment(String what, String look, String remove) {}
