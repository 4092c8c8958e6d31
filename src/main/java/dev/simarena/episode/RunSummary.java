package dev.simarena.episode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sum up a run: totals, one group for each scenario, policy and reward, and its episodes. */
final class RunSummary {

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::scenario).thenComparing(Key::policy).thenComparing(Key::reward);

    private final List<EpisodeFile> episodes;
    private final Map<Key, List<EpisodeFile>> groups = new TreeMap<>(ORDER);

    /** Tell groups apart. */
    private record Key(String scenario, String policy, String reward) {}

    private RunSummary(List<EpisodeFile> episodes) {
        this.episodes = episodes;
        for (EpisodeFile episode : episodes) {
            EpisodeSpec spec = episode.spec();
            Key key = new Key(spec.scenario(), spec.policy(), Rewards.canonicalName(spec.reward()));
            groups.computeIfAbsent(key, __ -> new ArrayList<>()).add(episode);
        }
    }

    /** Sum up episodes; rewards are added in the order given. */
    static RunSummary of(List<EpisodeFile> episodes) {
        return new RunSummary(List.copyOf(episodes));
    }

    /** Return one row for each group that has an episode that ended. */
    List<SummaryRow> rows() {
        List<SummaryRow> rows = new ArrayList<>();
        groups.forEach((key, files) -> {
            GroupTotals totals = GroupTotals.of(files);
            if (totals.episodes() > 0) {
                rows.add(new SummaryRow(
                        key.scenario(),
                        key.policy(),
                        key.reward(),
                        totals.episodes(),
                        totals.solved(),
                        totals.aborted(),
                        totals.meanReward(),
                        totals.meanSteps(),
                        wall(files)));
            }
        });
        return rows;
    }

    /** Return the wall time during which episodes were playing. */
    Duration wall() {
        return wall(episodes);
    }

    private static Duration wall(List<EpisodeFile> files) {
        return WallSpan.covered(files.stream()
                .filter(file -> file.result() != null)
                .map(EpisodeFile::span)
                .toList());
    }

    /** Return the JSON with a fixed order of keys; nothing in it depends on time or place. */
    byte[] toJson(Collection<String> configurationErrors) {
        ObjectNode json = RecordsJson.object();
        GroupTotals.of(episodes).writeTo(json);
        ArrayNode errors = json.putArray("configuration_errors");
        configurationErrors.forEach(errors::add);
        ArrayNode groupsJson = json.putArray("groups");
        groups.forEach((key, files) -> {
            ObjectNode group = groupsJson.addObject();
            group.put("scenario", key.scenario());
            group.put("policy", key.policy());
            group.put("reward_name", key.reward());
            GroupTotals.of(files).writeTo(group);
        });
        ArrayNode list = json.putArray("per_episode");
        episodes.forEach(episode -> write(episode, list.addObject()));
        return RecordsJson.pretty(json);
    }

    private static void write(EpisodeFile episode, ObjectNode json) {
        EpisodeSpec spec = episode.spec();
        json.put("scenario", spec.scenario());
        json.put("trace", spec.traceName());
        json.put("policy", spec.policy());
        json.put("reward_name", Rewards.canonicalName(spec.reward()));
        json.put("repetition", spec.repetition());
        json.put("seed", spec.seed());
        json.put("folder", episode.folder());
        EpisodeResult result = episode.result();
        json.put("outcome", result == null ? null : result.outcome().name());
        json.put("steps", result == null ? null : Integer.valueOf(result.steps()));
        json.put(
                "fewest_steps",
                spec.fewestSteps().isPresent()
                        ? Integer.valueOf(spec.fewestSteps().getAsInt())
                        : null);
        json.put("total_reward", result == null || !result.scored() ? null : Double.valueOf(result.totalReward()));
        json.put("truncated_by", result == null ? null : result.truncatedBy());
        json.put("cause", result == null ? null : kind(result.cause()));
    }

    /** Return the type of what failed; its message may name what differs between equal runs. */
    private static @Nullable String kind(@Nullable Throwable cause) {
        return cause == null ? null : cause.getClass().getName();
    }
}
