package dev.simarena.gate;

import dev.simarena.episode.EpisodeOutcome;

/** Say what became of an episode that was planned. */
public enum Fate {
    /** It was played and reached its target. */
    SOLVED,
    /** It was played and did not reach its target. */
    UNSOLVED,
    /** The environment failed; there is no score. */
    ABORTED,
    /** It was left out because it could no longer change a verdict. */
    SKIPPED,
    /** It was planned, but nothing of it was seen: its trace cannot be read, or its test failed before it. */
    MISSING;

    static Fate of(EpisodeOutcome outcome) {
        return switch (outcome) {
            case SOLVED -> SOLVED;
            case UNSOLVED -> UNSOLVED;
            case ABORTED -> ABORTED;
        };
    }

    /** Tell whether the episode has a score. */
    public boolean scored() {
        return this == SOLVED || this == UNSOLVED;
    }
}
