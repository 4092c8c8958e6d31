package dev.simarena.engine.controller;

/** Number the controllers' workqueues; an object remembers by these numbers where it waits. */
final class Queues {

    static final int GARBAGE = 0;
    static final int DEPLOYMENT = 1;
    static final int REPLICA_SET = 2;
    static final int PODS_OF_NODES = 3;

    private Queues() {}
}
