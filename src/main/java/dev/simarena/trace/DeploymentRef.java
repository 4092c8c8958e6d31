package dev.simarena.trace;

import org.jspecify.annotations.Nullable;

/**
 * Name the Deployment an episode is about.
 *
 * @param namespace namespace in the trace, {@code null} to match every namespace
 * @param name name of the Deployment, never empty
 */
public record DeploymentRef(@Nullable String namespace, String name) {

    public DeploymentRef {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Deployment [] has no name. Name it as <name> or <namespace>/<name>.");
        }
    }

    /** Parse {@code name} or {@code namespace/name}. */
    public static DeploymentRef parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new DeploymentRef(null, text)
                : new DeploymentRef(text.substring(0, slash), text.substring(slash + 1));
    }

    /** Tell whether an object with this namespace and name is meant. */
    public boolean matches(@Nullable String otherNamespace, String otherName) {
        return name.equals(otherName) && (namespace == null || namespace.equals(otherNamespace));
    }

    @Override
    public String toString() {
        return namespace == null ? name : namespace + "/" + name;
    }
}
