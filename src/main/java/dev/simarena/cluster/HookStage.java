package dev.simarena.cluster;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Name the four moments of a replay at which hooks run, in this order. */
public enum HookStage {
    /** Before the simulation is created; the namespace is empty afterwards. */
    PRE_START,
    /** After the simulation was created, before the first event. */
    PRE_RUN,
    /** After the observation, before the simulation is deleted. */
    POST_RUN,
    /** After the simulation was deleted. */
    POST_STOP;

    /** Return the stage's name in settings and messages, for example {@code pre_start}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Find a stage by its name.
     *
     * @throws IllegalArgumentException for any other name; the message lists the four
     */
    public static HookStage named(String key) {
        return Arrays.stream(values())
                .filter(stage -> stage.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Hook stage [%s] does not exist. Use one of %s."
                        .formatted(
                                key, Arrays.stream(values()).map(HookStage::key).collect(Collectors.joining(", ")))));
    }
}
