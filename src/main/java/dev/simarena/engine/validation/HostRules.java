package dev.simarena.engine.validation;

import static dev.simarena.engine.validation.FieldRules.has;
import static dev.simarena.engine.validation.FieldRules.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.ArrayList;
import java.util.List;

/** Check what a pod wants of the host and of names: DNS, aliases, namespaces of users, its operating system. */
final class HostRules {

    private static final List<String> DNS_POLICIES =
            List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
    private static final int MOST_NAME_SERVERS = 3;
    private static final int MOST_SEARCHES = 32;
    private static final int LONGEST_SEARCH_LIST = 2048;

    private HostRules() {}

    static void dnsPolicy(JsonNode spec, String path, FieldErrors errors) {
        FieldRules.oneOf(spec, "dnsPolicy", path, DNS_POLICIES, errors);
    }

    static void dnsConfig(JsonNode spec, String path, FieldErrors errors) {
        JsonNode config = spec.path("dnsConfig");
        JsonNode servers = config.path("nameservers");
        if (text(spec, "dnsPolicy").equals("None")) {
            if (!config.isObject()) {
                errors.required(path, "must provide `dnsConfig` when `dnsPolicy` is None");
                return;
            }
            if (servers.isEmpty()) {
                errors.required(
                        path + ".nameservers", "must provide at least one DNS nameserver when `dnsPolicy` is None");
                return;
            }
        }
        if (servers.size() > MOST_NAME_SERVERS) {
            errors.invalid(
                    path + ".nameservers",
                    servers,
                    "must not have more than %d nameservers".formatted(MOST_NAME_SERVERS));
        }
        int i = 0;
        for (JsonNode server : servers) {
            FieldRules.check(server.asText(""), path + ".nameservers[" + i++ + "]", FieldRules::address, errors);
        }
        searches(config.path("searches"), path + ".searches", errors);
        i = 0;
        for (JsonNode option : config.path("options")) {
            if (text(option, "name").isEmpty()) {
                errors.required(path + ".options[" + i + "]", "must not be empty");
            }
            i++;
        }
    }

    private static void searches(JsonNode searches, String path, FieldErrors errors) {
        List<String> names = new ArrayList<>();
        searches.forEach(search -> names.add(search.asText("")));
        if (names.size() > MOST_SEARCHES) {
            errors.invalid(path, searches, "must not have more than %d search paths".formatted(MOST_SEARCHES));
        }
        if (String.join(" ", names).length() > LONGEST_SEARCH_LIST) {
            errors.invalid(
                    path,
                    searches,
                    "must not have more than %d characters (including spaces) in the search list"
                            .formatted(LONGEST_SEARCH_LIST));
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String rooted = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
            if (!name.equals(".")) {
                FieldRules.check(rooted, path + "[" + i + "]", NameRules::searchPath, errors);
            }
        }
    }

    static void aliases(JsonNode aliases, String path, FieldErrors errors) {
        int i = 0;
        for (JsonNode alias : aliases) {
            String at = path + "[" + i++ + "]";
            FieldRules.check(text(alias, "ip"), at + ".ip", FieldRules::address, errors);
            int j = 0;
            for (JsonNode name : alias.path("hostnames")) {
                FieldRules.check(name.asText(""), at + ".hostnames[" + j++ + "]", NameRules::subdomain, errors);
            }
        }
    }

    /** Check pods with users of their own, and names of hosts that are set. */
    static void users(JsonNode spec, String path, FieldErrors errors) {
        if (has(spec, "hostUsers") && !spec.path("hostUsers").asBoolean()) {
            for (String shared : List.of("hostPID", "hostIPC")) {
                if (spec.path(shared).asBoolean()) {
                    errors.forbidden(path + ".H" + shared.substring(1), "when `hostUsers` is false");
                }
            }
        }
        if (has(spec, "hostnameOverride")) {
            String at = path + ".hostnameOverride";
            String name = text(spec, "hostnameOverride");
            if (spec.path("setHostnameAsFQDN").asBoolean()) {
                errors.forbidden(at, "may not be specified when setHostnameAsFQDN is true");
            }
            if (spec.path("hostNetwork").asBoolean()) {
                errors.forbidden(at, "may not be specified when hostNetwork is true");
            }
            if (name.length() > 64) {
                errors.tooLong(at, 64);
            }
            FieldRules.check(name, at, NameRules::subdomain, errors);
        }
    }

    static void system(JsonNode spec, String path, FieldErrors errors) {
        if (!has(spec, "os")) {
            return;
        }
        String name = text(spec.path("os"), "name");
        if (name.isEmpty()) {
            errors.required(path + ".name");
        } else if (!List.of("linux", "windows").contains(name)) {
            errors.unsupported(path, name, List.of("linux", "windows"));
        }
    }
}
