package dev.simarena.episode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Count and average episodes; those that were aborted have no score and enter no mean.
 *
 * @param episodes number of episodes that ended
 * @param solved number of them that were SOLVED
 * @param unsolved number of them that were UNSOLVED
 * @param aborted number of them that were ABORTED
 * @param unfinished number of episodes that never ended, because the run was cut short
 * @param steps number of actions in episodes with a score
 * @param stepsToSolve number of actions in solved episodes
 * @param totalReward sum of the rewards of episodes with a score
 * @param actions number of times each action was taken in episodes with a score
 */
record GroupTotals(
        int episodes,
        int solved,
        int unsolved,
        int aborted,
        int unfinished,
        int steps,
        int stepsToSolve,
        double totalReward,
        Map<Action, Integer> actions) {

    static GroupTotals of(List<EpisodeRow> files) {
        Map<EpisodeOutcome, Integer> outcomes = new EnumMap<>(EpisodeOutcome.class);
        int unfinished = 0;
        int steps = 0;
        int stepsToSolve = 0;
        double totalReward = 0;
        Map<Action, Integer> actions = new EnumMap<>(Action.class);
        for (EpisodeRow file : files) {
            EpisodeResult result = file.result();
            if (result == null) {
                unfinished++;
                continue;
            }
            outcomes.merge(result.outcome(), 1, Integer::sum);
            if (result.scored()) {
                steps += result.steps();
                totalReward += result.totalReward();
                result.actions().forEach((action, count) -> actions.merge(action, count, Integer::sum));
            }
            stepsToSolve += result.outcome() == EpisodeOutcome.SOLVED ? result.steps() : 0;
        }
        int solved = outcomes.getOrDefault(EpisodeOutcome.SOLVED, 0);
        int unsolved = outcomes.getOrDefault(EpisodeOutcome.UNSOLVED, 0);
        int aborted = outcomes.getOrDefault(EpisodeOutcome.ABORTED, 0);
        return new GroupTotals(
                solved + unsolved + aborted,
                solved,
                unsolved,
                aborted,
                unfinished,
                steps,
                stepsToSolve,
                totalReward,
                actions);
    }

    @Nullable
    Double meanReward() {
        return RecordsJson.rounded(mean(totalReward, solved + unsolved));
    }

    @Nullable
    Double meanSteps() {
        return mean(steps, solved + unsolved);
    }

    @Nullable
    Double meanStepsToSolve() {
        return mean(stepsToSolve, solved);
    }

    private static @Nullable Double mean(double sum, int count) {
        return count == 0 ? null : sum / count;
    }

    void writeTo(ObjectNode json) {
        json.put("episodes", episodes);
        json.put("solved", solved);
        json.put("unsolved", unsolved);
        json.put("aborted", aborted);
        json.put("unfinished", unfinished);
        json.put("steps", steps);
        json.put("total_reward", RecordsJson.rounded(totalReward));
        json.put("mean_reward", meanReward());
        json.put("mean_steps", RecordsJson.rounded(meanSteps()));
        json.put("mean_steps_to_solve", RecordsJson.rounded(meanStepsToSolve()));
        ObjectNode counts = json.putObject("actions");
        for (Action action : Action.values()) {
            counts.put(action.key(), actions.getOrDefault(action, 0));
        }
    }
}
