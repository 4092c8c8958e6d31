package dev.simarena.trace.lint;

/**
 * Hold the name of an object that a pod cannot do without.
 *
 * @param rule what is broken where the object is missing
 * @param target kind of the object
 * @param name name of the object
 * @param pointer where the pod names it
 */
record Reference(LintRule rule, Target target, String name, Pointer pointer) {

    /** The kinds that pods refer to. */
    enum Target {
        SERVICE_ACCOUNT("", "ServiceAccount"),
        SECRET("", "Secret"),
        CONFIG_MAP("", "ConfigMap"),
        VOLUME_CLAIM("", "PersistentVolumeClaim"),
        PRIORITY_CLASS("scheduling.k8s.io", "PriorityClass");

        private final String group;
        private final String kind;

        Target(String group, String kind) {
            this.group = group;
            this.kind = kind;
        }

        String group() {
            return group;
        }

        String kind() {
            return kind;
        }

        boolean namespaced() {
            return this != PRIORITY_CLASS;
        }

        /** Tell whether every cluster, or every namespace of it, has an object of that name. */
        boolean builtIn(String name) {
            return switch (this) {
                case SERVICE_ACCOUNT -> name.equals("default");
                case CONFIG_MAP -> name.equals("kube-root-ca.crt");
                case PRIORITY_CLASS -> name.equals("system-cluster-critical") || name.equals("system-node-critical");
                case SECRET, VOLUME_CLAIM -> false;
            };
        }
    }
}
