package dev.simarena.engine.model;

/**
 * Claim a port of the node.
 *
 * @param protocol TCP, UDP or SCTP
 * @param hostIp address, {@code 0.0.0.0} for all of the node's
 * @param port port
 */
public record HostPort(String protocol, String hostIp, int port) {

    /** Tell whether two claims cannot live on one node. */
    public boolean conflicts(HostPort other) {
        return port == other.port
                && protocol.equals(other.protocol)
                && (hostIp.equals(other.hostIp) || hostIp.equals("0.0.0.0") || other.hostIp.equals("0.0.0.0"));
    }
}
