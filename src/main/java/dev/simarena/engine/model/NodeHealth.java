package dev.simarena.engine.model;

/**
 * Tell what the control plane thinks of a node.
 *
 * @param stopped when its kubelet stopped, {@link ApiObject#NEVER} while it works
 * @param unknown since when the control plane knows, {@link ApiObject#NEVER} before
 */
public record NodeHealth(long stopped, long unknown) {

    /** Stands for a node whose kubelet works. */
    public static final NodeHealth GOOD = new NodeHealth(ApiObject.NEVER, ApiObject.NEVER);

    /** Tell whether its kubelet does not work. */
    public boolean isStopped() {
        return stopped != ApiObject.NEVER;
    }

    /** Tell whether the control plane noticed. */
    public boolean isUnknown() {
        return unknown != ApiObject.NEVER;
    }
}
