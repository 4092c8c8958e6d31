package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.Shard;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Read the settings of {@link ArenaSettings}; a value that makes no sense is an error that names its key. */
final class Settings {

    /** What is yes and what is no. */
    static final Map<String, Boolean> TRUTH = new TreeMap<>(Map.of("true", true, "false", false));

    /** When environments go. */
    static final Map<String, Cleanup> CLEANUPS =
            new TreeMap<>(Map.of("always", Cleanup.ALWAYS, "on_success", Cleanup.ON_SUCCESS, "never", Cleanup.NEVER));

    private static final int LARGEST_PORT = 65_535;
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private final Function<String, Optional<String>> source;

    Settings(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** Read from the file and the command line; a key with our prefix that does not exist is an error. */
    static Settings of(ExtensionContext context) {
        Stream.concat(
                        System.getProperties().stringPropertyNames().stream(),
                        SettingsFile.keys(Settings.class.getClassLoader()).stream())
                .filter(key -> key.startsWith(ArenaSettings.PREFIX) && !ArenaSettings.isKnown(key))
                // a test kit may hide properties and file from its tests
                .filter(key -> context.getConfigurationParameter(key).isPresent())
                .sorted()
                .findFirst()
                .ifPresent(key -> {
                    throw new ConfigurationException(JunitMessages.unknownSetting(key));
                });
        return new Settings(context::getConfigurationParameter);
    }

    Optional<String> text(String key) {
        Optional<String> value = source.apply(key).map(String::strip);
        if (value.isPresent() && value.get().isEmpty()) {
            throw new ConfigurationException(JunitMessages.blankSetting(key));
        }
        return value;
    }

    /** Split at commas; empty where the setting is not there. */
    List<String> names(String key) {
        return text(key).map(value -> split(key, value)).orElse(List.of());
    }

    private static List<String> split(String key, String value) {
        List<String> names = Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .distinct()
                .toList();
        if (names.contains("")) {
            throw new ConfigurationException(
                    JunitMessages.badSetting(key, value, "a list of names separated by single commas"));
        }
        return names;
    }

    /** Return the value of one of some names, in any case of letters. */
    <T> Optional<T> choice(String key, Map<String, T> choices) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        T value = choices.get(text.get().toLowerCase(Locale.ROOT));
        if (value == null) {
            throw bad(key, text.get(), "one of " + String.join(", ", choices.keySet()));
        }
        return Optional.of(value);
    }

    OptionalInt integer(String key, int atLeast) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= atLeast) {
                return OptionalInt.of(value);
            }
        } catch (NumberFormatException e) {
            // said below, together with numbers that are too small
        }
        throw bad(key, text.get(), "a whole number of %d or more".formatted(atLeast));
    }

    /** Return a port, 0 for any that is free. */
    OptionalInt port(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= 0 && value <= LARGEST_PORT) {
                return OptionalInt.of(value);
            }
        } catch (NumberFormatException e) {
            // said below, together with numbers that are no ports
        }
        throw bad(key, text.get(), "a port from 1 to %d, or 0 for one that is free".formatted(LARGEST_PORT));
    }

    /** Return a part of several, for example {@code 3/16}. */
    Optional<Shard> shard(String key) {
        return text(key)
                .map(value -> Shard.parse(value)
                        .orElseThrow(() -> bad(key, value, "a part such as 3/16, the first being 1")));
    }

    OptionalLong seed(String key) {
        Optional<String> text = text(key);
        try {
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.get()));
        } catch (NumberFormatException e) {
            throw bad(key, text.get(), "a 64-bit integer");
        }
    }

    OptionalDouble number(String key, double atLeast) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        boolean bounded = atLeast > Double.NEGATIVE_INFINITY;
        try {
            double value = Double.parseDouble(text.get());
            if (Double.isFinite(value) && value >= atLeast) {
                return OptionalDouble.of(value);
            }
        } catch (NumberFormatException e) {
            // said below, together with numbers out of range
        }
        throw bad(key, text.get(), bounded ? "a number of %.0f or more".formatted(atLeast) : "a number");
    }

    Optional<Duration> duration(String key) {
        return text(key)
                .map(value -> parseDuration(value)
                        .orElseThrow(() -> bad(key, value, "a positive duration such as 120s, 2m or PT2M")));
    }

    /** Parse {@code 120s}, {@code 2m}, {@code 1h}, {@code 500ms} or ISO 8601; empty for anything else or not positive. */
    static Optional<Duration> parseDuration(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        Duration duration;
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            duration = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
        } else {
            try {
                duration = Duration.parse(text);
            } catch (DateTimeParseException | ArithmeticException e) {
                return Optional.empty();
            }
        }
        return duration.isNegative() || duration.isZero() ? Optional.empty() : Optional.of(duration);
    }

    private static ConfigurationException bad(String key, String value, String expected) {
        return new ConfigurationException(JunitMessages.badSetting(key, value, expected));
    }
}
