package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keep the promise of a run that it is alive: a Lease in its root, renewed while the run lasts.
 *
 * <p>Whether a lease has ended is told by times that the API server wrote, so that clocks of machines may differ.
 */
final class RunLease {

    /** How long a run may be silent before others take it for dead. */
    static final Duration DURATION = Duration.ofSeconds(20);

    /** How often a lease is renewed. */
    static final Duration RENEWAL = Duration.ofSeconds(5);

    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/%s/leases";
    private static final String NAME = "run";

    /** API servers want all six digits, which {@link Instant#toString} leaves out where they are zero. */
    private static final DateTimeFormatter MICRO_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final KubeApi api;
    private final String root;
    private JsonNode lease;

    private RunLease(KubeApi api, String root, JsonNode lease) {
        this.api = api;
        this.root = root;
        this.lease = lease;
    }

    /** Begin the lease of a root. */
    static RunLease begin(KubeApi api, String root, String holder) {
        ObjectNode lease = JsonNodeFactory.instance.objectNode();
        lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        lease.putObject("metadata").put("name", NAME).putObject("labels").put(OurLabels.ROOT, root);
        lease.putObject("spec")
                .put("holderIdentity", holder)
                .put("leaseDurationSeconds", DURATION.toSeconds())
                .put("renewTime", now());
        return new RunLease(api, root, api.create(LEASES.formatted(root), lease));
    }

    /** Renew the lease; one thread after the other, as each renewal builds on the one before. */
    synchronized void renew() {
        ObjectNode next = lease.deepCopy();
        next.withObject("/spec").put("renewTime", now());
        lease = api.replace(LEASES.formatted(root) + "/" + NAME, next);
    }

    /** Return the time of the API server when the lease was renewed last. */
    synchronized Instant renewed() {
        return written(lease);
    }

    /**
     * Tell whether nobody keeps a root alive any more.
     *
     * @param namespace the root
     * @param now a time of the API server
     */
    static boolean ended(KubeApi api, JsonNode namespace, Instant now) {
        String name = namespace.at("/metadata/name").asText();
        JsonNode lease = api.find(LEASES.formatted(name) + "/" + NAME);
        Instant sign = written(lease == null ? namespace : lease);
        long seconds = lease == null
                ? DURATION.toSeconds()
                : lease.at("/spec/leaseDurationSeconds").asLong(DURATION.toSeconds());
        return sign.plusSeconds(seconds).isBefore(now);
    }

    private static Instant written(@Nullable JsonNode object) {
        Instant latest = Instant.EPOCH;
        if (object != null) {
            latest = Instant.parse(object.at("/metadata/creationTimestamp").asText());
            for (JsonNode manager : object.at("/metadata/managedFields")) {
                Instant time = Instant.parse(manager.path("time").asText(latest.toString()));
                latest = time.isAfter(latest) ? time : latest;
            }
        }
        return latest;
    }

    private static String now() {
        return microTime(WallClock.now());
    }

    /** Write a time as API servers want it. */
    static String microTime(Instant time) {
        return MICRO_TIME.format(time);
    }
}
