package dev.simarena.engine.validation;

import static dev.simarena.engine.validation.FieldRules.has;
import static dev.simarena.engine.validation.FieldRules.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Check security contexts of pods and containers. Source: {@code validatePodSpecSecurityContext}. */
final class SecurityRules {

    private static final String SYSCTL_FORM = "([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
    private static final Pattern SYSCTL = Pattern.compile(SYSCTL_FORM);
    private static final int LONGEST_SYSCTL = 253;
    private static final List<String> PROFILES = List.of("Localhost", "RuntimeDefault", "Unconfined");

    private SecurityRules() {}

    static void pod(JsonNode spec, String path, FieldErrors errors) {
        JsonNode context = spec.path("securityContext");
        for (String field : List.of("fsGroup", "runAsUser", "runAsGroup")) {
            FieldRules.id(context.path(field), path + "." + field, errors);
        }
        int i = 0;
        for (JsonNode group : context.path("supplementalGroups")) {
            FieldRules.id(group, path + ".supplementalGroups[" + i++ + "]", errors);
        }
        if (spec.path("shareProcessNamespace").asBoolean()
                && spec.path("hostPID").asBoolean()) {
            errors.add(
                    "FieldValueInvalid",
                    path + ".shareProcessNamespace",
                    "Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled");
        }
        sysctls(context.path("sysctls"), path + ".sysctls", errors);
        FieldRules.oneOfIfPresent(context, "fsGroupChangePolicy", path, List.of("Always", "OnRootMismatch"), errors);
        profiles(context, path, errors);
        FieldRules.oneOfIfPresent(context, "supplementalGroupsPolicy", path, List.of("Merge", "Strict"), errors);
        FieldRules.oneOfIfPresent(context, "seLinuxChangePolicy", path, List.of("MountOption", "Recursive"), errors);
    }

    static void container(JsonNode context, JsonNode pod, String path, FieldErrors errors) {
        for (String field : List.of("runAsUser", "runAsGroup")) {
            FieldRules.id(context.path(field), path + "." + field, errors);
        }
        FieldRules.oneOfIfPresent(context, "procMount", path, List.of("Default", "Unmasked"), errors);
        boolean ownUsers = has(pod, "hostUsers") && !pod.path("hostUsers").asBoolean();
        if (text(context, "procMount").equals("Unmasked") && !ownUsers) {
            errors.invalid(path + ".procMount", "Unmasked", "`hostUsers` must be false to use `Unmasked`");
        }
        profiles(context, path, errors);
    }

    private static void profiles(JsonNode context, String path, FieldErrors errors) {
        profile(context.path("seccompProfile"), "seccomp", path + ".seccompProfile", errors);
        profile(context.path("appArmorProfile"), "AppArmor", path + ".appArmorProfile", errors);
    }

    private static void profile(JsonNode profile, String what, String path, FieldErrors errors) {
        if (!profile.isObject()) {
            return;
        }
        String type = text(profile, "type");
        if (type.isEmpty()) {
            errors.required(
                    path + ".type",
                    "type is required when %s is set".formatted(path.substring(path.lastIndexOf('.') + 1)));
        } else if (!PROFILES.contains(type)) {
            errors.unsupported(path + ".type", type, PROFILES);
        }
        JsonNode local = profile.path("localhostProfile");
        if (!type.equals("Localhost")) {
            boolean seccomp = what.equals("seccomp");
            if (local.isTextual() && (seccomp || PROFILES.contains(type))) {
                JsonNode shown = seccomp ? GoStructs.of("SeccompProfile", profile) : local;
                errors.invalid(
                        path + ".localhostProfile", shown, "can only be set when %s type is Localhost".formatted(what));
            }
        } else if (!local.isTextual()) {
            errors.required(path + ".localhostProfile", "must be set when %s type is Localhost".formatted(what));
        } else if (what.equals("seccomp")) {
            FieldRules.descending(local.textValue(), path + ".localhostProfile", errors);
        } else if (!local.textValue().strip().equals(local.textValue())) {
            errors.invalid(path + ".localhostProfile", local.textValue(), "must not be padded with whitespace");
        } else if (local.textValue().isEmpty()) {
            errors.required(path + ".localhostProfile", "must be set when AppArmor type is Localhost");
        }
    }

    private static void sysctls(JsonNode sysctls, String path, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        int i = 0;
        for (JsonNode sysctl : sysctls) {
            String at = path + "[" + i++ + "].name";
            String name = text(sysctl, "name");
            if (name.isEmpty()) {
                errors.required(at);
            } else if (name.length() > LONGEST_SYSCTL || !SYSCTL.matcher(name).matches()) {
                errors.invalid(
                        at,
                        name,
                        "must have at most %d characters and match regex ^%s$".formatted(LONGEST_SYSCTL, SYSCTL_FORM));
            } else if (names.contains(name)) {
                errors.duplicate(at, name);
            }
            names.add(name);
        }
    }
}
