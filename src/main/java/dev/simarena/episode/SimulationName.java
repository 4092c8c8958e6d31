package dev.simarena.episode;

import java.util.Locale;
import java.util.regex.Pattern;

/** Name the Simulations of an episode: {@code <scenario>-<trace>-<8 hex digits>-<step>}, a DNS label. */
final class SimulationName {

    private static final int LONGEST = 63;
    private static final Pattern NOT_ALLOWED = Pattern.compile("[^a-z0-9]+");
    private static final Pattern OUTER_DASHES = Pattern.compile("^-+|-+$");

    private SimulationName() {}

    /** Name the Simulation of one step; the digits follow from the seed and the reward, never from time. */
    static String of(EpisodeSpec spec, int step) {
        // Episodes that differ in nothing but the reward share a seed and may still play side by side.
        long digits = EpisodeSeed.stream(spec.seed(), "simulation " + spec.reward()) >>> 32;
        String suffix = "-%08x-%d".formatted(digits, step);
        String prefix = label(spec.scenario() + "-" + base(spec.traceName()));
        String cut = prefix.substring(0, Math.min(prefix.length(), LONGEST - suffix.length()));
        return OUTER_DASHES.matcher(cut).replaceAll("") + suffix;
    }

    private static String base(String traceName) {
        String file = traceName.substring(traceName.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    private static String label(String text) {
        String label = OUTER_DASHES
                .matcher(NOT_ALLOWED.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("-"))
                .replaceAll("");
        return label.isEmpty() ? "episode" : label;
    }
}
