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

/** Sum up a run: totals, one group for each scenario, policy and reward, and its episodes. */
final class RunSummary {

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::scenario).thenComparing(Key::policy).thenComparing(Key::reward);

    private final List<EpisodeRow> episodes;
    private final Map<Key, List<EpisodeRow>> groups = new TreeMap<>(ORDER);

    /** Tell groups apart. */
    private record Key(String scenario, String policy, String reward) {}

    private RunSummary(List<EpisodeRow> episodes) {
        this.episodes = episodes;
        for (EpisodeRow episode : episodes) {
            Key key = new Key(episode.scenario(), episode.policy(), episode.reward());
            groups.computeIfAbsent(key, __ -> new ArrayList<>()).add(episode);
        }
    }

    /** Sum up episodes; rewards are added in the order given. */
    static RunSummary of(List<EpisodeRow> episodes) {
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

    private static Duration wall(List<EpisodeRow> files) {
        return WallSpan.covered(files.stream()
                .filter(file -> file.result() != null)
                .map(EpisodeRow::span)
                .toList());
    }

    /** Return the JSON with a fixed order of keys; nothing in it depends on time or place. */
    byte[] toJson(Collection<String> configurationErrors, Collection<String> failedTests) {
        ObjectNode json = RecordsJson.object();
        GroupTotals.of(episodes).writeTo(json);
        ArrayNode errors = json.putArray("configuration_errors");
        configurationErrors.forEach(errors::add);
        ArrayNode failed = json.putArray("failed_tests");
        failedTests.forEach(failed::add);
        ArrayNode groupsJson = json.putArray("groups");
        groups.forEach((key, files) -> {
            ObjectNode group = groupsJson.addObject();
            group.put("scenario", key.scenario());
            group.put("policy", key.policy());
            group.put("reward_name", key.reward());
            GroupTotals.of(files).writeTo(group);
        });
        ArrayNode list = json.putArray("per_episode");
        episodes.forEach(episode -> EpisodeRowJson.write(episode, list.addObject()));
        return RecordsJson.pretty(json);
    }
}
