package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.InvalidQuantityException;
import dev.simarena.trace.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** Check resource lists: names, signs, integers, requests against limits. */
final class ResourceRules {

    private static final Set<String> CONTAINER = Set.of("cpu", "memory", "ephemeral-storage");
    private static final Set<String> STANDARD = Set.of(
            "cpu",
            "memory",
            "ephemeral-storage",
            "storage",
            "requests.cpu",
            "requests.memory",
            "requests.ephemeral-storage",
            "limits.cpu",
            "limits.memory",
            "limits.ephemeral-storage",
            "pods",
            "services",
            "replicationcontrollers",
            "resourcequotas",
            "secrets",
            "configmaps",
            "persistentvolumeclaims",
            "requests.storage",
            "services.nodeports",
            "services.loadbalancers");
    private static final Set<String> COUNTS = Set.of(
            "pods",
            "services",
            "replicationcontrollers",
            "resourcequotas",
            "secrets",
            "configmaps",
            "persistentvolumeclaims",
            "services.nodeports",
            "services.loadbalancers");

    private ResourceRules() {}

    /** Check the resources of a container; extended resources and huge pages cannot be overcommitted. */
    static void container(JsonNode resources, String path, FieldErrors errors) {
        requirements(resources, path, ResourceRules::containerResource, errors);
    }

    /** Checks the name of a resource in one place. */
    @FunctionalInterface
    interface ResourceNameRule {
        void check(String name, String path, FieldErrors errors);
    }

    /** Check limits and requests whose names follow a rule. */
    static void requirements(JsonNode resources, String path, ResourceNameRule rule, FieldErrors errors) {
        JsonNode limits = resources.path("limits");
        JsonNode requests = resources.path("requests");
        boolean computes = false;
        boolean huge = false;
        for (JsonNode list : new JsonNode[] {limits, requests}) {
            for (Map.Entry<String, JsonNode> entry : list.properties()) {
                computes |= entry.getKey().equals("cpu") || entry.getKey().equals("memory");
                huge |= entry.getKey().startsWith("hugepages-");
            }
        }
        for (Map.Entry<String, JsonNode> entry : limits.properties()) {
            String at = path + ".limits[" + entry.getKey() + "]";
            rule.check(entry.getKey(), at, errors);
            amount(entry.getKey(), entry.getValue(), at, errors);
            hugePages(entry.getKey(), entry.getValue(), at, errors);
        }
        for (Map.Entry<String, JsonNode> entry : requests.properties()) {
            String at = path + ".requests[" + entry.getKey() + "]";
            rule.check(entry.getKey(), at, errors);
            amount(entry.getKey(), entry.getValue(), at, errors);
            compare(entry.getKey(), entry.getValue(), limits.path(entry.getKey()), path, errors);
            hugePages(entry.getKey(), entry.getValue(), at, errors);
        }
        if (huge && !computes) {
            errors.forbidden(path, "HugePages require cpu or memory");
        }
    }

    /** Pages come whole. */
    private static void hugePages(String name, JsonNode value, String path, FieldErrors errors) {
        if (!name.startsWith("hugepages-")) {
            return;
        }
        String size = name.substring("hugepages-".length());
        try {
            BigDecimal page = Quantity.parse(size).value();
            if (page.signum() > 0 && Quantity.of(value).value().remainder(page).signum() != 0) {
                errors.invalid(
                        path,
                        value.asText(),
                        "%s is not positive integer multiple of %s".formatted(value.asText(), name));
            }
        } catch (InvalidQuantityException e) {
            errors.invalid(path, value.asText(), e.apiMessage());
        }
    }

    private static void compare(String name, JsonNode request, JsonNode limit, String path, FieldErrors errors) {
        boolean fixed = !overcommitted(name);
        if (limit.isMissingNode()) {
            if (fixed) {
                errors.required(path + ".limits", "Limit must be set for non overcommitable resources");
            }
            return;
        }
        int order = Quantity.of(request).compareTo(Quantity.of(limit));
        if (fixed && order != 0) {
            errors.invalid(
                    path + ".requests",
                    request.asText(),
                    "must be equal to %s limit of %s".formatted(name, limit.asText()));
        } else if (order > 0) {
            errors.invalid(
                    path + ".requests",
                    request.asText(),
                    "must be less than or equal to %s limit of %s".formatted(name, limit.asText()));
        }
    }

    /** Check one amount: not negative, an integer where only integers make sense. */
    static void amount(String name, JsonNode value, String path, FieldErrors errors) {
        Quantity quantity = Quantity.of(value);
        notNegative(quantity, path, errors);
        if ((COUNTS.contains(name) || extended(name)) && !quantity.integral()) {
            errors.invalid(path, quantity.toString(), "must be an integer");
        }
    }

    static void notNegative(Quantity quantity, String path, FieldErrors errors) {
        if (quantity.signum() < 0) {
            errors.invalid(path, quantity.toString(), "must be greater than or equal to 0");
        }
    }

    /** Check the name of a resource anywhere. */
    static void name(String name, String path, FieldErrors errors) {
        int before = errors.size();
        NameRules.key(name).forEach(wrong -> errors.invalid(path, name, wrong));
        if (errors.size() == before && name.indexOf('/') < 0 && !standard(name)) {
            errors.invalid(path, name, "must be a standard resource type or fully qualified");
        }
    }

    static void containerResource(String name, String path, FieldErrors errors) {
        name(name, path, errors);
        if (name.indexOf('/') < 0) {
            if (!CONTAINER.contains(name) && !name.startsWith("hugepages-")) {
                errors.invalid(path, name, "must be a standard resource for containers");
            }
        } else if (!nativeName(name) && !extended(name)) {
            errors.invalid(path, name, "doesn't follow extended resource name standard");
        }
    }

    /** Check the name of what a quota counts. */
    static void quotaName(String name, String path, FieldErrors errors) {
        name(name, path, errors);
        if (name.indexOf('/') < 0 && !isQuota(name)) {
            errors.invalid(path, name, "must be a standard resource for quota");
        }
    }

    /** Tell whether quotas know what a name means. */
    static boolean isQuota(String name) {
        return (STANDARD.contains(name) && !name.equals("storage")) || name.startsWith("requests.hugepages-");
    }

    private static boolean standard(String name) {
        return STANDARD.contains(name) || name.startsWith("hugepages-") || name.startsWith("requests.hugepages-");
    }

    private static boolean overcommitted(String name) {
        return nativeName(name) && !name.startsWith("hugepages-");
    }

    private static boolean nativeName(String name) {
        return name.indexOf('/') < 0 || name.contains("kubernetes.io/");
    }

    /** Tell whether a resource is one of those that devices bring. */
    static boolean extended(String name) {
        return !nativeName(name)
                && !name.startsWith("requests.")
                && NameRules.key("requests." + name).isEmpty();
    }
}
