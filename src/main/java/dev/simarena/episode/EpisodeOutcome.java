package dev.simarena.episode;

/** Say how an episode ended. */
public enum EpisodeOutcome {
    /** The target was reached. */
    SOLVED,
    /** The target was not reached: truncated, or the policy itself failed. */
    UNSOLVED,
    /** The environment failed; the episode has no score. */
    ABORTED
}
