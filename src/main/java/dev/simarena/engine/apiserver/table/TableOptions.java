package dev.simarena.engine.apiserver.table;

import java.time.Instant;

/**
 * Say what to show in a table.
 *
 * @param version version of {@code meta.k8s.io} to speak
 * @param includeObject what of each object goes with its row: {@code None}, {@code Metadata}, {@code Object}, empty for metadata
 * @param headers whether to describe the columns; a watch does so in its first event only
 * @param now moment from which ages are counted
 */
public record TableOptions(String version, String includeObject, boolean headers, Instant now) {

    /** Show the same without describing the columns again. */
    public TableOptions withoutHeaders() {
        return new TableOptions(version, includeObject, false, now);
    }

    String apiVersion() {
        return "meta.k8s.io/" + version;
    }
}
