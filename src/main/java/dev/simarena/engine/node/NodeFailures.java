package dev.simarena.engine.node;

import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Node;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * Read when the kubelet of a node stops and works again.
 *
 * <p>Annotations {@code simarena.dev/fail-at} and {@code simarena.dev/recover-at} give a time (RFC 3339), or a duration
 * after the node's creation such as {@code 90s} or {@code 1h30m}.
 *
 * @param failAt when it stops, microseconds since 1970, {@link ApiObject#NEVER} for never
 * @param recoverAt when it works again, likewise
 */
record NodeFailures(long failAt, long recoverAt) {

    static final NodeFailures NONE = new NodeFailures(ApiObject.NEVER, ApiObject.NEVER);

    private static final String FAIL = "simarena.dev/fail-at";
    private static final String RECOVER = "simarena.dev/recover-at";

    /** Tell whether a node is to fail by itself. */
    static boolean declaredFor(Node node) {
        return node.annotations().containsKey(FAIL);
    }

    static NodeFailures of(Node node) {
        if (!declaredFor(node)) {
            return NONE;
        }
        return new NodeFailures(time(node, FAIL), time(node, RECOVER));
    }

    private static long time(Node node, String annotation) {
        String text = node.annotations().get(annotation);
        if (text == null) {
            return ApiObject.NEVER;
        }
        try {
            return Timeline.micros(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notATime) {
            try {
                Duration duration = Duration.parse("PT" + text);
                return Math.addExact(node.created(), Math.multiplyExact(duration.toMillis(), 1000L));
            } catch (DateTimeException | ArithmeticException notADuration) {
                throw new ApiException(
                        422,
                        "Invalid",
                        "Annotation [%s: %s] of node [%s] is neither a time nor a duration. Write 2026-01-01T12:00:00Z or 90s."
                                .formatted(annotation, text, node.name()));
            }
        }
    }
}
