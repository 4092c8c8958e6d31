package dev.simarena.engine.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.validation.ObjectRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Give Services their addresses and node ports.
 *
 * <p>Addresses are of 10.96.0.0/16, ports 30000 to 32767. The API server draws them by chance; here a Service gets the one its
 * name leads to, or the next that is free, so that the same Services always have the same. Source: {@code
 * pkg/registry/core/service/storage/alloc.go}.
 */
final class ServiceAddresses {

    private static final String NETWORK = "10.96.";
    private static final int ADDRESSES = 1 << 16;
    private static final int FIRST_PORT = 30_000;
    private static final int PORTS = 2_768;

    /** The API server keeps the first addresses and ports of its ranges for those who ask for one. */
    private static final int KEPT_ADDRESSES = 256;

    private static final int KEPT_PORTS = 86;

    private final ObjectStore store;

    ServiceAddresses(ObjectStore store) {
        this.store = store;
    }

    /** Complete a new Service, or one that takes the place of another, whose addresses it keeps. */
    void complete(ObjectNode service, JsonNode before, FieldErrors errors) {
        ObjectNode spec = service.withObject("/spec");
        String type = spec.path("type").asText();
        if (type.equals("ExternalName")) {
            spec.remove(List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"));
            return;
        }
        String name = service.at("/metadata/namespace").asText() + "/"
                + service.at("/metadata/name").asText();
        keep(spec, before.path("spec"));
        unreadable(spec, errors);
        if (!errors.isEmpty()) {
            return;
        }
        address(spec, name, errors);
        if (!type.equals("ClusterIP")) {
            ports(spec, name, before, errors);
        }
    }

    /** Take over what an update leaves out, but for node ports of a Service that needs none any more. */
    private static void keep(ObjectNode spec, JsonNode before) {
        for (String field : List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
            if (spec.path(field).isEmpty() && spec.path(field).asText("").isEmpty() && before.has(field)) {
                spec.set(field, before.path(field).deepCopy());
            }
        }
        if (before.isMissingNode()) {
            return;
        }
        for (JsonNode port : spec.path("ports")) {
            if (spec.path("type").asText().equals("ClusterIP")) {
                if (samePort(port, before)) {
                    ((ObjectNode) port).remove("nodePort");
                }
            } else if (port.path("nodePort").asInt() == 0) {
                for (JsonNode old : before.path("ports")) {
                    if (old.has("nodePort")
                            && old.path("port").equals(port.path("port"))
                            && old.path("protocol").equals(port.path("protocol"))) {
                        ((ObjectNode) port).set("nodePort", old.path("nodePort"));
                    }
                }
            }
        }
    }

    /** What is no address is told alone. */
    private static void unreadable(ObjectNode spec, FieldErrors errors) {
        String single = spec.path("clusterIP").asText("");
        JsonNode given = spec.path("clusterIPs");
        JsonNode all = given.isEmpty() && !single.isEmpty()
                ? JsonNodeFactory.instance.arrayNode().add(single)
                : given;
        ObjectRules.clusterAddresses(all, errors);
    }

    private static boolean samePort(JsonNode port, JsonNode before) {
        for (JsonNode old : before.path("ports")) {
            if (old.path("nodePort").equals(port.path("nodePort"))) {
                return true;
            }
        }
        return false;
    }

    private void address(ObjectNode spec, String name, FieldErrors errors) {
        String given = spec.path("clusterIP").asText("");
        String address = given.isEmpty() ? spec.path("clusterIPs").path(0).asText("") : given;
        boolean kept = spec.has("ipFamilies") && spec.has("clusterIPs") && !address.isEmpty();
        if (address.isEmpty()) {
            address = free(name);
        } else if (!kept && !address.equals("None")) {
            check(address, errors);
        }
        spec.put("clusterIP", address);
        if (!spec.has("clusterIPs")) {
            spec.putArray("clusterIPs").add(address);
        }
        boolean everywhere = address.equals("None") && spec.path("selector").isEmpty();
        if (!spec.has("ipFamilies")) {
            ArrayNode families = spec.putArray("ipFamilies").add("IPv4");
            if (everywhere) {
                families.add("IPv6");
            }
        }
        if (!spec.has("ipFamilyPolicy")) {
            spec.put("ipFamilyPolicy", everywhere ? "RequireDualStack" : "SingleStack");
        }
    }

    private void check(String address, FieldErrors errors) {
        String failed = "failed to allocate IP %s: ".formatted(address);
        ArrayNode shown =
                JsonNodeFactory.instance.objectNode().putArray("clusterIPs").add(address);
        if (!address.startsWith(NETWORK)) {
            errors.invalid("spec.clusterIPs", shown, failed + "the provided network does not match the current range");
        } else if (addresses().contains(address)) {
            errors.invalid("spec.clusterIPs", shown, failed + "provided IP is already allocated");
        }
    }

    private String free(String name) {
        Set<String> taken = addresses();
        int number = Math.floorMod(name.hashCode(), ADDRESSES - KEPT_ADDRESSES - 1);
        for (int i = 0; i < ADDRESSES - KEPT_ADDRESSES - 1; i++) {
            int candidate = KEPT_ADDRESSES + (number + i) % (ADDRESSES - KEPT_ADDRESSES - 1);
            String address = NETWORK + (candidate >> 8) + "." + (candidate & 255);
            if (!taken.contains(address)) {
                return address;
            }
        }
        return "";
    }

    private void ports(ObjectNode spec, String name, JsonNode before, FieldErrors errors) {
        Set<Integer> taken = nodePorts(before);
        JsonNode allocate = spec.path("allocateLoadBalancerNodePorts");
        int i = 0;
        for (JsonNode port : spec.path("ports")) {
            String at = "spec.ports[" + i++ + "].nodePort";
            int given = port.path("nodePort").asInt();
            if (given != 0) {
                if (given < FIRST_PORT || given >= FIRST_PORT + PORTS) {
                    errors.invalid(
                            at,
                            given,
                            "provided port is not in the valid range. The range of valid ports is 30000-32767");
                } else if (!taken.add(given)) {
                    errors.invalid(at, given, "provided port is already allocated");
                }
            } else if (allocate.asBoolean(true) && port instanceof ObjectNode shown) {
                int number = Math.floorMod((name + ":" + port.path("port")).hashCode(), PORTS - KEPT_PORTS);
                while (!taken.add(FIRST_PORT + KEPT_PORTS + number)) {
                    number = (number + 1) % (PORTS - KEPT_PORTS);
                }
                shown.put("nodePort", FIRST_PORT + KEPT_PORTS + number);
            }
        }
    }

    private Set<String> addresses() {
        Set<String> taken = new HashSet<>();
        for (ApiObject object : store.list(Kinds.SERVICE, null)) {
            if (object instanceof GenericObject service) {
                taken.add(service.body().path("spec").path("clusterIP").asText(""));
            }
        }
        return taken;
    }

    private Set<Integer> nodePorts(JsonNode except) {
        Set<Integer> taken = new HashSet<>();
        String uid = except.path("metadata").path("uid").asText("");
        for (ApiObject object : store.list(Kinds.SERVICE, null)) {
            if (object instanceof GenericObject service && !service.uid().equals(uid)) {
                for (JsonNode port : service.body().path("spec").path("ports")) {
                    taken.add(port.path("nodePort").asInt());
                }
            }
        }
        return taken;
    }
}
