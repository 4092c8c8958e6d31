package dev.simarena.junit;

/** Say when the environment of an episode goes, rather than being kept for a look at it. */
public enum Cleanup {
    /** Always, in every ending. */
    ALWAYS,
    /** When the test passed; where it failed, what its last step showed is kept. */
    ON_SUCCESS,
    /** Never: what the last step of each episode showed is kept. */
    NEVER
}
