package dev.simarena.episode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Write what differs between equal runs: times, host and the full texts of failures. */
final class WallClockJson {

    private WallClockJson() {}

    static byte[] of(String runId, Instant started, long startedNanos, long wallNanos, List<EpisodeFile> episodes) {
        ObjectNode json = RecordsJson.object();
        json.put("run_id", runId);
        json.put("started", started.toString());
        json.put("wall_ms", millis(Duration.ofNanos(wallNanos)));
        json.put("host", WallClock.host());
        json.put("java", System.getProperty("java.version"));
        json.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        ArrayNode list = json.putArray("episodes");
        for (EpisodeFile episode : episodes) {
            ObjectNode entry = list.addObject();
            entry.put("folder", episode.folder());
            entry.put("start_ms", millis(Duration.ofNanos(episode.span().start() - startedNanos)));
            entry.put("wall_ms", millis(episode.wall()));
            entry.put("decisions", episode.decisions());
            entry.put("deciding_ms", millis(episode.deciding()));
            entry.put("slowest_decision_ms", millis(episode.slowestDecision()));
            EpisodeResult result = episode.result();
            entry.put("cause", result == null ? null : result.cause());
        }
        return RecordsJson.pretty(json);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
