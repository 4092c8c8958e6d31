package dev.simarena.episode;

import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.Suggestions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Word what episodes have to say. */
final class EpisodeMessages {

    private EpisodeMessages() {}

    static String unknownReward(String name, Collection<String> names) {
        return "Reward [%s] does not exist.%s Available: %s."
                .formatted(name, Suggestions.didYouMean(name, names), Suggestions.available(names));
    }

    static String unknownDeployment(DeploymentRef ref, String trace, SortedSet<String> all) {
        if (all.isEmpty()) {
            return "Deployment [%s] is not in trace [%s], which has none. Choose a trace with a Deployment."
                    .formatted(ref, trace);
        }
        List<String> known = ref.namespace() == null
                ? all.stream().map(key -> key.substring(key.indexOf('/') + 1)).toList()
                : List.copyOf(all);
        return "Deployment [%s] is not in trace [%s].%s Available: %s."
                .formatted(ref, trace, Suggestions.didYouMean(ref.toString(), known), Suggestions.available(all));
    }

    static String nothingDeclared(String trace) {
        return "Trace [%s] declares no task under metadata.arena. Give Deployment, target and nodes by the constructor."
                .formatted(trace);
    }

    static String ambiguousDeployment(DeploymentRef ref, String trace, SortedSet<String> matching) {
        return "Deployment [%s] is in several namespaces of trace [%s]. Name one of %s."
                .formatted(ref, trace, String.join(", ", matching));
    }

    static String notOnCluster(TracedDeployment deployment) {
        return "Deployment [%s] is in the trace but not on the cluster in namespace [%s]. Look for what refused or deleted it."
                .formatted(deployment.key(), deployment.virtualNamespace());
    }

    static String clusterFailed(String cluster, Throwable cause) {
        return "Cluster [%s] failed in a way it should not: %s. Report it with the trace.".formatted(cluster, cause);
    }

    static String overCap(Action action, String what, String deployment, Object result, Object cap) {
        return "Action [%s] would raise %s of %s to %s, over the cap %s. Choose another action or raise the cap."
                .formatted(action, what, deployment, result, cap);
    }

    static String underFloor(Action action, String what, String deployment, Object result, Object floor) {
        return "Action [%s] would reduce %s of %s to %s, under the floor %s. Choose another action or lower the floor."
                .formatted(action, what, deployment, result, floor);
    }

    static String nothingToReduce(Action action, String what, String deployment, Quantity floor) {
        return "Action [%s] would reduce %s of %s, which requests none (floor %s). Choose another action."
                .formatted(action, what, deployment, floor);
    }

    static String notApplied(Action action, Exception fault) {
        return "Action [%s] changed nothing. %s".formatted(action, fault.getMessage());
    }

    static String stepLimit(int steps) {
        return "step limit " + steps;
    }

    static String minReturn(double minReturn) {
        return "minimum return " + Numbers.text(minReturn);
    }

    static String notReset(String simulation) {
        return "Simulation [%s] was not reset. Call reset() before step().".formatted(simulation);
    }

    static String over(String simulation, int steps) {
        return "Simulation [%s] is over after %d steps. Call reset() to play it again.".formatted(simulation, steps);
    }

    static String closed(String simulation) {
        return "Simulation [%s] is closed. Make a new one.".formatted(simulation);
    }

    static String noSteps(Episode episode) {
        return "Episode [%s] has no steps because its reset was aborted. Look at its cause."
                .formatted(episode.spec().traceName());
    }

    static String policyThrew(String policy, String where, Throwable thrown) {
        return "Policy [%s] failed in %s: %s. Mend the policy.".formatted(policy, where, thrown);
    }

    static String policySilent(String policy) {
        return "Policy [%s] answered null. Return an action, noop to do nothing.".formatted(policy);
    }

    static String notSimulated(List<String> kinds) {
        return "Kinds [%s] of the trace are stored but not simulated. Read the episode with that in mind."
                .formatted(String.join(", ", kinds));
    }

    static String targetTooSmall(int target) {
        return "Target [%d] is too small. Give 1 or more.".formatted(target);
    }

    static String stepLimitTooSmall(int maxSteps) {
        return "Step limit [%d] is too small. Give 1 or more.".formatted(maxSteps);
    }

    static String noiseOutOfRange(double noise) {
        return "Noise [%s] is no standard deviation. Give 0 for none, or a positive number.".formatted(noise);
    }

    static String repetitionNegative(int repetition) {
        return "Repetition [%d] is negative. Count from 0.".formatted(repetition);
    }

    static String durationNegative(Duration duration) {
        return "Duration [%s] is negative. Give 0 or more.".formatted(duration);
    }

    static String minReturnNotANumber() {
        return "Minimum return [NaN] is not a number. Leave it out for none.";
    }

    static String deltaNotPositive(Quantity cpu, Quantity memory, int replicas) {
        return "Deltas [cpu = %s, memory = %s, replicas = %d] are not all positive. Give what one action adds."
                .formatted(cpu, memory, replicas);
    }

    static String stepPenaltyNegative(double stepPenalty) {
        return "Step penalty [%s] is not a price. Give 0 or more.".formatted(stepPenalty);
    }

    static String boundNotPositive(int bound) {
        return "Bound [%d] is not positive. Give 1 or more.".formatted(bound);
    }

    static String badRunId(String runId) {
        return "Run id [%s] cannot name a folder. Use letters, digits, dots, dashes and underscores.".formatted(runId);
    }

    static String runFolderExists(Path folder) {
        return "Run folder [%s] exists already. Choose another run id; each run writes into a fresh folder."
                .formatted(folder);
    }

    static String recordsNotWritten(Path file, @Nullable Throwable cause) {
        return "Record [%s] cannot be written: %s. Check the folder and the space on the disk.".formatted(file, cause);
    }

    static String shardTwice(Shard shard, Path one, Path other) {
        return "Shard [%s] is there twice: %s and %s. Give each shard once.".formatted(shard, one, other);
    }

    static String otherShards(Path folder, int of, int count) {
        return "Run [%s] is one of %d shards, others are of %d. Merge the shards of one command."
                .formatted(folder, of, count);
    }

    static String otherSettings(Path folder, List<String> settings, Path other, List<String> others) {
        return "Run [%s] was played with %s, run [%s] with %s. Merge the shards of one command."
                .formatted(folder, only(settings, others), other, only(others, settings));
    }

    private static String only(List<String> settings, List<String> others) {
        List<String> own =
                settings.stream().filter(line -> !others.contains(line)).toList();
        return own.isEmpty() ? "nothing more" : String.join(" ", own);
    }

    static String shardsMissing(List<String> missing) {
        return "Shards [%s] are missing. Play them, or add their folders: no gate is judged without them."
                .formatted(String.join(", ", missing));
    }

    static String noShard(String folder) {
        return "Run [%s] is no shard, others are. Merge the shards of one command.".formatted(folder);
    }

    static String runUnreadable(Path file, String reason) {
        return "Run file [%s] cannot be read: %s. Play the run again, or leave its folder out.".formatted(file, reason);
    }

    static String episodeDiffers(String episode, Path one, Path other) {
        return ("Episode [%s] is in %s and in %s, and they differ. Merge the shards of one command: same settings, same seed,"
                        + " deterministic policies.")
                .formatted(episode, one, other);
    }

    static String recordsClosed(String runId) {
        return "Records of run [%s] are closed. Play before closing them.".formatted(runId);
    }
}
