package dev.simarena.episode;

import java.util.List;

/** Find rewards by name. */
public final class Rewards {

    private Rewards() {}

    /** Find a reward by name or alias; unknown: UnknownRewardException naming the nearest and all. */
    public static Reward named(String name) {
        throw new UnsupportedOperationException(name);
    }

    /** Sorted names and aliases. */
    public static List<String> names() {
        throw new UnsupportedOperationException();
    }
}
