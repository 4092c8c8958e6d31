package dev.simarena.report;

/** Hold the label by which Allure results of shards are told apart when they are merged. */
final class MergedResults {

    /** Name of the label. */
    static final String KIND = "arena";

    /** Value on the test of a gate: its verdict over the merge replaces it. */
    static final String GATE = "gate";

    /** Value on the test that says that a shard has nothing to play. */
    static final String EMPTY_SHARD = "empty shard";

    private MergedResults() {}
}
