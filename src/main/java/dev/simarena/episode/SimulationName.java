package dev.simarena.episode;

import java.util.Locale;
import java.util.regex.Pattern;

/** Name the Simulations of an episode: {@code <scenario>-<trace>-<8 hex digits>-<step>}, a DNS label. */
final class SimulationName {

    private static final int LONGEST = 63;
    private static final Pattern NOT_ALLOWED = Pattern.compile("[^a-z0-9]+");
    private static final Pattern OUTER_DASHES = Pattern.compile("^-+|-+$");

    private final String prefix;
    private final String digits;

    SimulationName(EpisodeSpec spec) {
        this.prefix = label(spec.scenario() + "-" + base(spec.traceName()));
        // Episodes that differ in nothing but the reward share a seed and may still play side by side.
        this.digits = "%08x".formatted(EpisodeSeed.stream(spec.seed(), "simulation " + spec.reward()) >>> 32);
    }

    /** Name the Simulation of one step; the digits follow from the seed and the reward, never from time. */
    String at(int step) {
        String suffix = "-" + digits + "-" + step;
        int end = Math.min(prefix.length(), LONGEST - suffix.length());
        while (prefix.charAt(end - 1) == '-') {
            end--;
        }
        return prefix.substring(0, end) + suffix;
    }

    /** Name the Simulation of one step of an episode. */
    static String of(EpisodeSpec spec, int step) {
        return new SimulationName(spec).at(step);
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
