package dev.simarena.engine.scheduler;

/** Hold the domains that the values of one node label make. */
final class Topology {

    private final int[] domains;
    private final int count;

    /**
     * Take over the domains.
     *
     * @param domains number of the domain of each node by index, -1 for nodes without the label
     * @param count number of domains
     */
    Topology(int[] domains, int count) {
        this.domains = domains;
        this.count = count;
    }

    /** Return the domain of a node, -1 where it has none. */
    int domain(int node) {
        return domains[node];
    }

    /** Return the number of domains. */
    int count() {
        return count;
    }
}
