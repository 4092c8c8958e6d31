package dev.simarena.gate;

import dev.simarena.episode.ConfigurationException;

/** Refuse gates that make no sense. */
final class Checks {

    private Checks() {}

    static void share(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new ConfigurationException(GateMessages.badShare(name, value));
        }
    }

    static void finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new ConfigurationException(GateMessages.badNumber(name, value));
        }
    }

    static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new ConfigurationException(GateMessages.tooSmall(name, value, least));
        }
    }
}
