package dev.simarena.engine;

import dev.simarena.engine.model.ApiObject;
import java.time.Instant;

/** Tell that a world finds no end of work at one instant, and which object keeps it busy. */
public final class RestlessException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private RestlessException(String message) {
        super(message);
    }

    static RestlessException podsOf(ApiObject owner, Instant now) {
        return new RestlessException(
                ("World [%s] does not come to rest at %s: its pods are made and ended again and again. "
                                + "Give the stage that ends them a delay, or let them tolerate the taints of the node they name.")
                        .formatted(owner, now));
    }

    static RestlessException of(ApiObject object, Instant now) {
        return new RestlessException(
                "World [%s] does not come to rest at %s: it is changed again and again. Give its stages a delay."
                        .formatted(object, now));
    }
}
