package dev.simarena.report;

/**
 * Name the test an episode is played in.
 *
 * @param suite suite in the report, for example {@code CpuScenario}
 * @param testName name of the test in the report, for example {@code cpu-slight.msgpack}
 * @param fullName name of the test method, the same in every run and without an index, for example
 *     {@code CpuScenario.podsBecomeReady}
 * @param runSeed the seed of the run; the history of a test does not depend on it
 */
public record EpisodeIdentity(String suite, String testName, String fullName, long runSeed) {}
