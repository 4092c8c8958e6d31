package dev.simarena.engine.apiserver;

import dev.simarena.engine.apiserver.resource.ResourceRegistry;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** List the paths below which something is served. */
final class RootPaths {

    private static final List<String> FIXED = List.of(
            "/.well-known/openid-configuration",
            "/api",
            "/apis",
            "/apis/",
            "/flagz",
            "/healthz",
            "/livez",
            "/metrics",
            "/metrics/slis",
            "/openapi/v2",
            "/openapi/v3",
            "/openapi/v3/",
            "/openid/v1/jwks",
            "/readyz",
            "/statusz",
            "/version");

    private RootPaths() {}

    static SortedSet<String> of(ResourceRegistry registry) {
        SortedSet<String> paths = new TreeSet<>(FIXED);
        for (String group : registry.groups()) {
            String base = group.isEmpty() ? "/api" : "/apis/" + group;
            paths.add(base);
            registry.versions(group).forEach(version -> paths.add(base + "/" + version));
        }
        for (String name : List.of("healthz", "livez", "readyz")) {
            for (String check : Health.checks(name)) {
                // Readiness asks the store without offering that as a check of its own.
                if (!name.equals("readyz") || !check.startsWith("etcd")) {
                    paths.add("/" + name + "/" + check);
                }
            }
        }
        return paths;
    }
}
