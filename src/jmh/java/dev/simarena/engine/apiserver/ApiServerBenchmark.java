package dev.simarena.engine.apiserver;

import dev.simarena.engine.apiserver.http.LoopbackServer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.Subscription;
import dev.simarena.engine.apiserver.message.WatchAnswer;
import dev.simarena.engine.apiserver.message.WatchSink;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/**
 * Ask an API server that holds 10,000 pods for much, in the JVM and over the loopback interface, and print how long it takes.
 *
 * <pre>{@code
 * mvn verify -Dbenchmark=ApiServer -Dbenchmark.main=dev.simarena.engine.apiserver.ApiServerBenchmark -Dbenchmark.jvm="-Xmx2g -XX:+UseParallelGC"
 * }</pre>
 *
 * <p>Figures are medians of five runs after one that is not counted.
 */
public final class ApiServerBenchmark {

    private static final int RUNS = 5;
    private static final int PODS = 10_000;
    private static final int REQUESTS = 20_000;
    private static final int CREATES = 5_000;
    /** Encryption and copies are compiled after some large answers only. */
    private static final int WARM_LISTS = 40;

    private static final int WATCHES = 1_000;
    private static final int CHANGES = 10_000;
    private static final byte[] NOTHING = {};
    private static final String ALL =
            "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private ApiServerBenchmark() {}

    /** Measure; the arguments are not looked at. */
    public static void main(String[] arguments) {
        printLoad();
        memory();
        unread();
        ApiServer server = StoredPods.of(PODS);
        inJvm(server);
        start(server);
        for (HttpVersion version : new HttpVersion[] {HttpVersion.HTTP_1_1, HttpVersion.HTTP_2}) {
            loopback(server, version);
        }
        watchesInJvm(server);
        for (HttpVersion version : new HttpVersion[] {HttpVersion.HTTP_1_1, HttpVersion.HTTP_2}) {
            watchesOverLoopback(server, version);
        }
        server.close();
        printLoad();
    }

    private static void inJvm(ApiServer server) {
        System.out.printf(
                "in the JVM: %.0f gets/s, %.0f creates/s, list of %d pods %.0f ms (%.1f MB)%n",
                median(() -> rate(REQUESTS, i -> get(server, i))),
                median(() -> creates(server)),
                PODS,
                median(() -> millis(() -> list(server))),
                list(server) / 1e6);
    }

    /** Read worlds whose pods nobody has read before, the first of them with code that has hardly run. */
    private static void unread() {
        double[] lists = new double[RUNS + 1];
        double[] listing = new double[RUNS + 1];
        double[] gets = new double[RUNS + 1];
        double[] getting = new double[RUNS + 1];
        for (int i = 0; i <= RUNS; i++) {
            ApiServer listed = StoredPods.of(PODS);
            long began = processorNanos();
            lists[i] = millis(() -> list(listed));
            listing[i] = (processorNanos() - began) / 1e6;
            listed.close();
            ApiServer read = StoredPods.of(PODS);
            began = processorNanos();
            gets[i] = rate(PODS, number -> get(read, number));
            getting[i] = PODS * 1e9 / (processorNanos() - began);
            read.close();
        }
        System.out.printf(
                "first list of %d pods %.0f ms (processor %.0f ms), in the first world %.0f ms (processor %.0f ms);"
                        + " first gets %.0f gets/s (%.0f in a second of processor time)%n",
                PODS, middle(lists), middle(listing), lists[0], listing[0], middle(gets), middle(getting));
    }

    private static void loopback(ApiServer server, HttpVersion version) {
        try (LoopbackServer loopback = LoopbackServer.start(server, LoopbackServer.ANY_PORT);
                LoopbackLoad load = new LoopbackLoad(loopback, version)) {
            double gets = median(() ->
                    load.rate(REQUESTS, HttpMethod.GET, 200, i -> StoredPods.PODS + "/p" + i % PODS, i -> NOTHING));
            double creates = median(() -> {
                double rate =
                        load.rate(CREATES, HttpMethod.POST, 201, i -> StoredPods.PODS, i -> StoredPods.pod("new" + i));
                removeNew(server);
                return rate;
            });
            DoubleSupplier list = () -> 1e3
                    / load.rate(
                            1, HttpMethod.GET, 200, i -> StoredPods.PODS + "?labelSelector=app%3Dbench", i -> NOTHING);
            for (int i = 0; i < WARM_LISTS; i++) {
                double unused = list.getAsDouble();
            }
            System.out.printf(
                    "loopback %s: %.0f gets/s, %.0f creates/s, list of %d pods %.0f ms%n",
                    version, gets, creates, PODS, median(list));
        }
    }

    private static void start(ApiServer server) {
        System.out.printf(
                "start and end of a server: %.0f ms%n",
                median(() -> millis(() ->
                        LoopbackServer.start(server, LoopbackServer.ANY_PORT).close())));
    }

    private static void watchesInJvm(ApiServer server) {
        AtomicLong seen = new AtomicLong();
        WatchSink sink = new WatchSink() {
            @Override
            public void event(byte[] frame) {
                seen.incrementAndGet();
            }

            @Override
            public void end() {
                throw new IllegalStateException("a watch was ended");
            }
        };
        List<Subscription> watches = new ArrayList<>();
        for (int i = 0; i < WATCHES; i++) {
            watches.add(((WatchAnswer) server.handle(StoredPods.request("GET", watchPath("jvm"), NOTHING))).open(sink));
        }
        double seconds = millis(() -> {
                    change(server, "jvm");
                    while (seen.get() < (long) WATCHES * CHANGES) {
                        LockSupport.parkNanos(1_000_000);
                    }
                })
                / 1e3;
        watches.forEach(Subscription::close);
        System.out.printf(
                "in the JVM: %d watches saw %d changes, %d events, in %.1f s%n", WATCHES, CHANGES, seen.get(), seconds);
    }

    private static void watchesOverLoopback(ApiServer server, HttpVersion version) {
        try (LoopbackServer loopback = LoopbackServer.start(server, LoopbackServer.ANY_PORT);
                LoopbackLoad load = new LoopbackLoad(loopback, version)) {
            String name = version.name().toLowerCase(Locale.ROOT).replace('_', '-');
            double seconds = load.watch(WATCHES, watchPath(name), CHANGES, () -> change(server, name));
            System.out.printf(
                    "loopback %s: %d watches saw %d changes, %d events, in %.1f s%n",
                    version, WATCHES, CHANGES, (long) WATCHES * CHANGES, seconds);
        }
    }

    /** Tell what a pod costs in a world, and what it costs more once it was listed and is watched. */
    private static void memory() {
        long before = heap();
        ApiServer server = StoredPods.of(PODS);
        long alone = heap();
        list(server);
        list(server);
        Subscription watch = ((WatchAnswer) server.handle(StoredPods.request("GET", StoredPods.PODS + ALL, NOTHING)))
                .open(new WatchSink() {
                    @Override
                    public void event(byte[] frame) {}

                    @Override
                    public void end() {}
                });
        server.watches().flush();
        long watched = heap();
        for (int i = 0; i < PODS; i++) {
            server.handle(ApiRequest.of(
                    "PATCH",
                    StoredPods.PODS + "/p" + i,
                    Map.of("content-type", "application/merge-patch+json"),
                    "{\"metadata\":{\"labels\":{\"seen\":\"yes\"}}}".getBytes(StandardCharsets.UTF_8)));
        }
        server.watches().flush();
        long changed = heap();
        System.out.printf(
                "a stored pod takes %.2f KB, %.2f KB more once it is listed and watched, %.2f KB more once its labels are"
                        + " changed%n",
                (alone - before) / 1024.0 / PODS,
                (watched - alone) / 1024.0 / PODS,
                (changed - watched) / 1024.0 / PODS);
        watch.close();
        server.close();
    }

    private static String watchPath(String name) {
        return MAPS + "?watch=1&fieldSelector=metadata.name%3D" + name;
    }

    private static void change(ApiServer server, String name) {
        server.handle(StoredPods.request("POST", MAPS, StoredPods.configMap(name, 0)));
        for (int i = 1; i < CHANGES; i++) {
            StoredPods.expect(200, server, "PUT", MAPS + "/" + name, StoredPods.configMap(name, i));
        }
    }

    private static void get(ApiServer server, int number) {
        StoredPods.expect(200, server, "GET", StoredPods.PODS + "/p" + number % PODS, NOTHING);
    }

    private static double creates(ApiServer server) {
        long began = processorNanos();
        double rate =
                rate(CREATES, i -> StoredPods.expect(201, server, "POST", StoredPods.PODS, StoredPods.pod("new" + i)));
        System.out.printf("  %.0f creates in a second of processor time%n", CREATES * 1e9 / (processorNanos() - began));
        removeNew(server);
        return rate;
    }

    private static void removeNew(ApiServer server) {
        for (int i = 0; i < CREATES; i++) {
            server.handle(
                    StoredPods.request("DELETE", StoredPods.PODS + "/new" + i + "?gracePeriodSeconds=0", NOTHING));
        }
    }

    private static int list(ApiServer server) {
        return StoredPods.expect(200, server, "GET", StoredPods.PODS, NOTHING);
    }

    private interface Numbered {
        void run(int number);
    }

    private static double rate(int count, Numbered work) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            work.run(i);
        }
        return count * 1e9 / (System.nanoTime() - start);
    }

    /** Return the processor time of this thread. */
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(DoubleSupplier figure) {
        double unused = figure.getAsDouble();
        double[] figures = new double[RUNS];
        Arrays.setAll(figures, __ -> figure.getAsDouble());
        Arrays.sort(figures);
        return figures[RUNS / 2];
    }

    /** Return the median of all but the first. */
    private static double middle(double[] figures) {
        double[] counted = Arrays.copyOfRange(figures, 1, figures.length);
        Arrays.sort(counted);
        return counted[counted.length / 2];
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void printLoad() {
        System.out.printf(
                "load %.1f%n", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
