package dev.simarena.engine.scheduler;

import java.util.Arrays;

/** Count pods by node where most nodes have none: a small hash table from node index to count. */
final class NodeCounts {

    private static final int EMPTY = -1;

    private int[] nodes = {EMPTY, EMPTY, EMPTY, EMPTY};
    private int[] counts = new int[4];
    private int used;
    private int total;

    /** Add to the count of a node. */
    void add(int node, int change) {
        int slot = slot(nodes, node);
        if (nodes[slot] == EMPTY) {
            if (++used * 2 > nodes.length) {
                rebuild();
                slot = slot(nodes, node);
            }
            nodes[slot] = node;
        }
        counts[slot] += change;
        total += change;
    }

    /** Return the sum over all nodes. */
    int total() {
        return total;
    }

    /** Return the count of a node. */
    int of(int node) {
        int slot = slot(nodes, node);
        return nodes[slot] == node ? counts[slot] : 0;
    }

    /** Return the number of places to look at; a place may hold a count of 0. */
    int places() {
        return nodes.length;
    }

    /** Return the node at a place; only meaningful where the count is not 0. */
    int node(int place) {
        return nodes[place];
    }

    /** Return the count at a place. */
    int count(int place) {
        return counts[place];
    }

    /** Make room, leaving out nodes that have lost all their pods. */
    private void rebuild() {
        int live = 1;
        for (int count : counts) {
            live += count == 0 ? 0 : 1;
        }
        int size = Integer.highestOneBit(Math.max(4, live * 4 - 1));
        int[] newNodes = new int[size];
        int[] newCounts = new int[size];
        Arrays.fill(newNodes, EMPTY);
        used = 1;
        for (int i = 0; i < nodes.length; i++) {
            if (counts[i] != 0) {
                int slot = slot(newNodes, nodes[i]);
                newNodes[slot] = nodes[i];
                newCounts[slot] = counts[i];
                used++;
            }
        }
        nodes = newNodes;
        counts = newCounts;
    }

    private static int slot(int[] table, int node) {
        int mask = table.length - 1;
        int slot = ((node * 0x9E3779B9) >>> 16) & mask;
        while (table[slot] != EMPTY && table[slot] != node) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
