package dev.simarena.episode;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Name the folder of an episode within its run: {@code <scenario>/<trace>/<policy>[-<reward>][-r<repetition>]}.
 *
 * <p>The reward is named where it is not the default, the repetition where it is not the first. A name that cannot be a
 * folder's keeps what it can and gets a hash of the rest, so that different names stay different.
 */
final class EpisodeFolder {

    private static final Pattern NOT_ALLOWED = Pattern.compile("[^A-Za-z0-9._-]");
    private static final String EXTENSION = ".msgpack";
    private static final int LONGEST = 80;

    private EpisodeFolder() {}

    /** Return the folder of an episode, with forward slashes. */
    static String of(EpisodeSpec spec) {
        String trace = spec.traceName().endsWith(EXTENSION)
                ? spec.traceName().substring(0, spec.traceName().length() - EXTENSION.length())
                : spec.traceName();
        String reward = Rewards.canonicalName(spec.reward());
        return safe(spec.scenario())
                + "/"
                + safe(trace)
                + "/"
                + safe(spec.policy())
                + (reward.equals(EpisodeSpec.DEFAULT_REWARD) ? "" : "-" + reward)
                + (spec.repetition() == 0 ? "" : "-r" + spec.repetition());
    }

    /** Return the folder of the second and later episodes that would have the same one; no name contains a tilde. */
    static String again(String folder, int occurrence) {
        return folder + "~" + occurrence;
    }

    /** Return the folder without what {@link #again} added. */
    static String name(String folder) {
        int tilde = folder.lastIndexOf('~');
        return tilde < 0 ? folder : folder.substring(0, tilde);
    }

    /** Let the steps of an episode name their traces in another folder; folder names hold nothing that JSON escapes. */
    static byte[] renamed(byte[] lines, String folder, String other) {
        return new String(lines, StandardCharsets.UTF_8)
                .replace("\":\"" + folder + "/step-", "\":\"" + other + "/step-")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Return the file of the trace that one step replayed, in the folder of its episode. */
    static String trace(String folder, int step) {
        return folder + "/" + traceFile(step);
    }

    /** Return the name of that file within the folder of the episode. */
    static String traceFile(int step) {
        return (step < 10 ? "step-0" : "step-") + step + EXTENSION;
    }

    /** Return a name that a folder can have. */
    private static String safe(String name) {
        String safe = NOT_ALLOWED.matcher(name).replaceAll("_");
        boolean hidden = safe.startsWith(".") || safe.isEmpty();
        if (safe.equals(name) && !hidden && safe.length() <= LONGEST) {
            return safe;
        }
        String kept = (hidden ? "_" : "") + safe.substring(0, Math.min(safe.length(), LONGEST));
        return "%s-%08x".formatted(kept, EpisodeSeed.stream(0, name) >>> 32);
    }
}
