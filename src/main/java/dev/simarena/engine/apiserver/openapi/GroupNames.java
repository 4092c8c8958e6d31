package dev.simarena.engine.apiserver.openapi;

/** Know the API group of each package of types. */
final class GroupNames {

    private GroupNames() {}

    static String of(String types) {
        return switch (types) {
            case "core", "meta" -> "";
            case "apps", "autoscaling", "batch", "policy" -> types;
            case "flowcontrol" -> "flowcontrol.apiserver.k8s.io";
            case "rbac" -> "rbac.authorization.k8s.io";
            default -> types + ".k8s.io";
        };
    }
}
