package dev.simarena.engine.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.api.QosClass;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.ResourceList;
import dev.simarena.trace.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Measure what a pod takes of quotas. Source: {@code pkg/quota/v1/evaluator/core/pods.go}. */
final class QuotaUsage {

    private static final Quantity ONE = Quantity.parse("1");
    private static final Set<String> COMPUTE = Set.of("cpu", "memory", "ephemeral-storage");

    /** Resources every container must state where they are quota'd. */
    private static final Set<String> DEMANDED =
            Set.of("cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

    private static final Set<String> KNOWN = Set.of(
            "count/pods",
            "pods",
            "cpu",
            "memory",
            "ephemeral-storage",
            "requests.cpu",
            "requests.memory",
            "requests.ephemeral-storage",
            "limits.cpu",
            "limits.memory",
            "limits.ephemeral-storage");

    private QuotaUsage() {}

    /** Return what a pod takes; of one that has ended only its existence counts. */
    static ResourceList of(JsonNode spec, boolean ended) {
        ResourceList usage = new ResourceList();
        if (!ended) {
            usage = usage(PodResources.withOverhead(spec, "requests"), PodResources.withOverhead(spec, "limits"));
        }
        usage.put("count/pods", ONE);
        return usage;
    }

    private static ResourceList usage(ResourceList requests, ResourceList limits) {
        ResourceList usage = new ResourceList();
        usage.put("pods", ONE);
        for (String name : requests.names()) {
            Quantity amount = requests.get(name);
            if (amount == null) {
                continue;
            }
            if (COMPUTE.contains(name) || name.startsWith("hugepages-")) {
                usage.put(name, amount);
                usage.put("requests." + name, amount);
            } else {
                usage.put("requests." + name, amount);
            }
        }
        for (String name : limits.names()) {
            Quantity amount = limits.get(name);
            if (amount != null && COMPUTE.contains(name)) {
                usage.put("limits." + name, amount);
            }
        }
        return usage;
    }

    /** Return the names of a quota that concern pods. */
    static Collection<String> matching(Collection<String> hard) {
        List<String> matching = new ArrayList<>();
        for (String name : hard) {
            boolean extended = name.startsWith("requests.") && name.indexOf('/') > 0;
            if (KNOWN.contains(name)
                    || extended
                    || name.startsWith("hugepages-")
                    || name.startsWith("requests.hugepages-")) {
                matching.add(name);
            }
        }
        return matching;
    }

    /** Return what the containers leave out although the quota demands it, {@code null} where nothing is missing. */
    static @Nullable String missing(JsonNode spec, Collection<String> hard) {
        TreeMap<String, Set<String>> missing = new TreeMap<>();
        for (String field : List.of("containers", "initContainers")) {
            for (JsonNode container : spec.path(field)) {
                JsonNode resources = container.path("resources");
                ResourceList stated =
                        usage(ResourceList.of(resources.path("requests")), ResourceList.of(resources.path("limits")));
                for (String name : hard) {
                    if (DEMANDED.contains(name) && !stated.has(name)) {
                        missing.computeIfAbsent(name, __ -> new TreeSet<>())
                                .add(container.path("name").asText(""));
                    }
                }
            }
        }
        if (missing.isEmpty()) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        missing.forEach((name, containers) -> parts.add(name + " for: " + String.join(",", containers)));
        return "must specify " + String.join("; ", parts);
    }

    /** Tell whether a pod is in all scopes of a quota. */
    static boolean inScope(JsonNode quota, JsonNode spec) {
        for (JsonNode scope : quota.path("scopes")) {
            if (!inScope(scope.asText(""), "Exists", scope, spec)) {
                return false;
            }
        }
        for (JsonNode expression : quota.path("scopeSelector").path("matchExpressions")) {
            String scope = expression.path("scopeName").asText("");
            if (!inScope(scope, expression.path("operator").asText(""), expression, spec)) {
                return false;
            }
        }
        return true;
    }

    private static boolean inScope(String scope, String operator, JsonNode expression, JsonNode spec) {
        boolean terminating = spec.path("activeDeadlineSeconds").isNumber();
        return switch (scope) {
            case "Terminating" -> terminating;
            case "NotTerminating" -> !terminating;
            case "BestEffort" -> QosClass.of(spec).equals("BestEffort");
            case "NotBestEffort" -> !QosClass.of(spec).equals("BestEffort");
            case "PriorityClass" -> priorityClass(operator, expression, spec);
            case "CrossNamespacePodAffinity" -> crossesNamespaces(spec);
            default -> false;
        };
    }

    private static boolean priorityClass(String operator, JsonNode expression, JsonNode spec) {
        String name = spec.path("priorityClassName").asText("");
        boolean listed = !name.isEmpty() && JsonMaps.contains(expression.path("values"), name);
        return switch (operator) {
            case "Exists" -> !name.isEmpty();
            case "DoesNotExist" -> name.isEmpty();
            case "In" -> listed;
            case "NotIn" -> !listed;
            default -> false;
        };
    }

    private static boolean crossesNamespaces(JsonNode spec) {
        for (String kind : List.of("podAffinity", "podAntiAffinity")) {
            for (JsonNode terms : spec.path("affinity").path(kind)) {
                for (JsonNode term : terms) {
                    JsonNode inner = term.has("podAffinityTerm") ? term.path("podAffinityTerm") : term;
                    if (!inner.path("namespaces").isEmpty()
                            || inner.path("namespaceSelector").isObject()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
