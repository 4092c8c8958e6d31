package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Print the kinds of networking. */
final class NetworkTables {

    private NetworkTables() {}

    static Printer ingress() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string(
                                "Class",
                                "The name of the IngressClass resource that should be used for additional configuration"),
                        Column.string(
                                "Hosts", "Hosts that incoming requests are matched against before the ingress rule"),
                        Column.string("Address", "Address is a list containing ingress points for the load-balancer"),
                        Column.string("Ports", "Ports of TLS configurations that open"),
                        Column.AGE),
                o -> List.of(
                        o.name(),
                        o.textOr(Shown.NONE, "spec", "ingressClassName"),
                        hosts(o),
                        String.join(",", ServicePrinter.addresses(o)),
                        o.count("spec", "tls") > 0 ? "80, 443" : "80",
                        o.age()));
    }

    static Printer ingressClass() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("Controller", "Controller that is responsible for handling this class"),
                        Column.string("Parameters", "A reference to a resource with additional parameters"),
                        Column.AGE),
                o -> List.of(
                        StorageTables.named(o, "ingressclass.kubernetes.io/is-default-class"),
                        o.text("spec", "controller"),
                        parameters(o),
                        o.age()));
    }

    static Printer networkPolicy() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("Pod-Selector", Column.doc("networking.v1.NetworkPolicySpec", "podSelector")),
                        Column.AGE),
                o -> List.of(o.name(), SelectorText.orNone(o.at("spec", "podSelector")), o.age()));
    }

    static Printer serviceCidr() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("CIDRs", Column.doc("networking.v1.ServiceCIDRSpec", "cidrs")),
                        Column.AGE),
                o -> List.of(o.name(), String.join(",", Shown.texts(o.at("spec", "cidrs"))), o.age()));
    }

    static Printer ipAddress() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("ParentRef", Column.doc("networking.v1.IPAddressSpec", "parentRef"))),
                o -> List.of(o.name(), parent(o), o.age()));
    }

    private static String hosts(Shown ingress) {
        JsonNode rules = ingress.at("spec", "rules");
        List<String> hosts = new ArrayList<>();
        boolean more = false;
        for (JsonNode rule : rules) {
            more |= hosts.size() == 3;
            String host = rule.path("host").asText("");
            if (!more && !host.isEmpty()) {
                hosts.add(host);
            }
        }
        if (hosts.isEmpty()) {
            return "*";
        }
        String shown = String.join(",", hosts);
        return more ? shown + " + " + (rules.size() - 3) + " more..." : shown;
    }

    private static String parameters(Shown ingressClass) {
        JsonNode parameters = ingressClass.at("spec", "parameters");
        if (!parameters.isObject()) {
            return Shown.NONE;
        }
        String group =
                parameters.has("apiGroup") ? "." + parameters.path("apiGroup").asText() : "";
        return parameters.path("kind").asText() + group + "/"
                + parameters.path("name").asText();
    }

    private static String parent(Shown address) {
        JsonNode parent = address.at("spec", "parentRef");
        if (!parent.isObject()) {
            return Shown.NONE;
        }
        String group = parent.path("group").asText("");
        String namespace = parent.path("namespace").asText("");
        String resource = parent.path("resource").asText() + (group.isEmpty() ? "" : "." + group);
        return resource.toLowerCase(Locale.ROOT) + (namespace.isEmpty() ? "" : "/" + namespace) + "/"
                + parent.path("name").asText();
    }
}
