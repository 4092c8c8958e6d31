package dev.simarena.engine.controller;

/** Number the controllers' workqueues; an object remembers by these numbers where it waits. */
public final class Queues {

    static final int GARBAGE = 0;
    static final int DEPLOYMENT = 1;
    static final int REPLICA_SET = 2;
    static final int QUOTA = 4;
    static final int NAMESPACE = 5;
    static final int BUDGET = 6;
    static final int STATEFUL_SET = 8;
    static final int DAEMON_SET = 9;
    static final int VOLUME_CLAIM = 10;
    static final int VOLUME = 11;
    static final int STORAGE_PROTECTION = 12;
    static final int NAMESPACE_DEFAULTS = 13;
    static final int EPHEMERAL_VOLUME = 16;

    /** Services whose Endpoints are to be written. */
    public static final int ENDPOINTS = 14;

    /** Services whose EndpointSlices are to be written. */
    public static final int ENDPOINT_SLICE = 15;

    /** Pods whose node is gone. */
    public static final int POD_GARBAGE = 13;

    /** Jobs to be run. */
    public static final int JOB = 20;

    /** Pods whose Job no longer counts them. */
    public static final int ORPHAN_POD = 21;

    /** Jobs to be deleted after their time. */
    public static final int ENDED_JOB = 22;

    /** CronJobs to be run. */
    public static final int CRON_JOB = 23;

    /** HorizontalPodAutoscalers to be followed. */
    public static final int AUTOSCALER = 24;

    private Queues() {}
}
