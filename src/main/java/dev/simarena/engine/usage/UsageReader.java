package dev.simarena.engine.usage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.InvalidQuantityException;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.Suggestions;
import dev.simarena.trace.UsageAnnotations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Read usage from the annotations of a pod.
 *
 * <p>{@code kwok.x-k8s.io/usage-cpu} and {@code usage-memory} are KWOK's: a constant for every container. Those under
 * {@code simarena.dev/} win over them, and with {@code .<container>} at their end over themselves:
 *
 * <ul>
 *   <li>{@code usage-cpu}, {@code usage-memory}: a constant {@code 250m}, a series {@code 0s=250m,30s=1} from the start of
 *       the container on, or noise {@code 100m..400m/15s}, drawn anew every 15 s
 *   <li>{@code startup-delay}, {@code readiness-delay}: a duration such as {@code 10s}
 *   <li>{@code enforce-usage}: {@code limits} or {@code requests}, to what containers are held
 * </ul>
 */
public final class UsageReader {

    private static final String ENFORCE = UsageAnnotations.ENFORCE;
    private static final String OURS = UsageAnnotations.PREFIX;
    private static final String CPU = "usage-cpu";
    private static final String MEMORY = "usage-memory";
    private static final String STARTUP = "startup-delay";
    private static final String READINESS = "readiness-delay";
    private static final Set<String> KEYS = Set.of(CPU, MEMORY, STARTUP, READINESS, "enforce-usage");
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");
    private static final Pattern NOISE = Pattern.compile("(.+)\\.\\.(.+)/(.+)");

    private final Map<String, String> annotations;

    private UsageReader(Map<String, String> annotations) {
        this.annotations = annotations;
    }

    /**
     * Read what is declared, {@code null} where nothing is.
     *
     * @param podSpec spec of the pod with its defaults
     * @throws UsageException for what cannot be understood
     */
    public static @Nullable UsageModel read(Map<String, String> annotations, JsonNode podSpec) {
        if (annotations.isEmpty() || !declares(annotations, podSpec)) {
            return null;
        }
        UsageReader reader = new UsageReader(annotations);
        String enforced = annotations.getOrDefault(ENFORCE, "");
        if (!Set.of("", "limits", "requests").contains(enforced)) {
            throw new UsageException(ENFORCE, enforced, "does not say to what. Use limits or requests.");
        }
        List<ContainerUsage> containers = new ArrayList<>();
        for (JsonNode container : podSpec.path("containers")) {
            containers.add(reader.container(container, enforced));
        }
        return new UsageModel(containers, !enforced.isEmpty());
    }

    private static boolean declares(Map<String, String> annotations, JsonNode podSpec) {
        boolean declares = false;
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
            String key = annotation.getKey();
            if (key.equals(UsageAnnotations.KWOK_CPU) || key.equals(UsageAnnotations.KWOK_MEMORY)) {
                declares = true;
            } else if (key.startsWith(OURS)) {
                declares |= known(key, annotation.getValue(), podSpec);
            }
        }
        return declares;
    }

    /** Others may have annotations of this prefix too; but what looks like a misspelled one of these is refused. */
    private static boolean known(String key, String value, JsonNode podSpec) {
        String rest = key.substring(OURS.length());
        int dot = rest.indexOf('.');
        String name = dot < 0 ? rest : rest.substring(0, dot);
        if (!KEYS.contains(name)) {
            String suggestion = Suggestions.didYouMean(name, KEYS);
            if (suggestion.isEmpty()) {
                return false;
            }
            throw new UsageException(
                    key, value, "is unknown.%s Use one of: %s.".formatted(suggestion, Suggestions.available(KEYS)));
        }
        if (dot < 0) {
            return true;
        }
        for (JsonNode container : podSpec.path("containers")) {
            if (container.path("name").asText().equals(rest.substring(dot + 1))) {
                return true;
            }
        }
        throw new UsageException(key, value, "names a container the pod does not have. Name one of its containers.");
    }

    private ContainerUsage container(JsonNode container, String enforced) {
        String name = container.path("name").asText();
        JsonNode resources = container.path("resources");
        return new ContainerUsage(
                name,
                curve(name, CPU, Quantity::milliValue),
                curve(name, MEMORY, Quantity::longValue),
                bound(resources, "cpu", enforced, Quantity::milliValue),
                bound(resources, "memory", enforced, Quantity::longValue),
                delay(name, STARTUP),
                delay(name, READINESS));
    }

    private static long bound(JsonNode resources, String resource, String enforced, ToLongFunction<Quantity> unit) {
        if (enforced.isEmpty()) {
            return Long.MAX_VALUE;
        }
        JsonNode amount = resources.path(enforced).path(resource);
        if (amount.isMissingNode()) {
            return enforced.equals("requests") ? 0 : Long.MAX_VALUE;
        }
        return unit.applyAsLong(Quantity.parse(amount.asText()));
    }

    private @Nullable UsageCurve curve(String container, String name, ToLongFunction<Quantity> unit) {
        String key = key(container, name);
        if (!annotations.containsKey(key)) {
            key = name.equals(CPU) ? UsageAnnotations.KWOK_CPU : UsageAnnotations.KWOK_MEMORY;
        }
        String text = annotations.get(key);
        if (text == null) {
            return null;
        }
        Matcher noise = NOISE.matcher(text);
        if (noise.matches()) {
            return noise(key, text, noise, unit);
        }
        return text.contains("=") ? series(key, text, unit) : new UsageCurve.Constant(amount(key, text, text, unit));
    }

    private static UsageCurve noise(String key, String text, Matcher noise, ToLongFunction<Quantity> unit) {
        long least = amount(key, text, noise.group(1), unit);
        long most = amount(key, text, noise.group(2), unit);
        long period = duration(key, text, noise.group(3));
        if (least > most || period == 0) {
            throw new UsageException(key, text, "is no range. Write least..most/period, for example 100m..400m/15s.");
        }
        return new UsageCurve.Noise(least, most, period);
    }

    private static UsageCurve series(String key, String text, ToLongFunction<Quantity> unit) {
        List<UsageCurve.Series.Step> steps = new ArrayList<>();
        long last = -1;
        for (String step : text.split(",", -1)) {
            int equals = step.indexOf('=');
            if (equals < 0) {
                throw new UsageException(key, text, "has a step without time. Write time=amount, for example 30s=1.");
            }
            long from = duration(key, text, step.substring(0, equals).strip());
            if (from <= last) {
                throw new UsageException(key, text, "is not in the order of time. Sort its steps.");
            }
            last = from;
            steps.add(new UsageCurve.Series.Step(
                    from, amount(key, text, step.substring(equals + 1).strip(), unit)));
        }
        return new UsageCurve.Series(steps);
    }

    private long delay(String container, String name) {
        String key = key(container, name);
        String text = annotations.get(key);
        return text == null ? 0 : duration(key, text, text);
    }

    private String key(String container, String name) {
        String own = OURS + name + "." + container;
        return annotations.containsKey(own) ? own : OURS + name;
    }

    private static long amount(String key, String text, String amount, ToLongFunction<Quantity> unit) {
        try {
            Quantity quantity = Quantity.parse(amount);
            if (quantity.signum() >= 0) {
                return unit.applyAsLong(quantity);
            }
        } catch (InvalidQuantityException | ArithmeticException e) {
            // told below
        }
        throw new UsageException(
                key, text, "has amount [%s], which is no quantity of 0 or more. Write 250m or 1Gi.".formatted(amount));
    }

    private static long duration(String key, String text, String duration) {
        if (duration.equals("0")) {
            return 0;
        }
        Matcher matcher = DURATION.matcher(duration);
        if (!matcher.matches()) {
            throw new UsageException(
                    key, text, "has time [%s], which is no duration. Write 500ms, 30s, 5m or 1h.".formatted(duration));
        }
        long unit = switch (matcher.group(2)) {
            case "ms" -> 1;
            case "s" -> 1000;
            case "m" -> Duration.ofMinutes(1).toMillis();
            default -> Duration.ofHours(1).toMillis();
        };
        return (long) (Double.parseDouble(matcher.group(1)) * unit * 1000);
    }
}
