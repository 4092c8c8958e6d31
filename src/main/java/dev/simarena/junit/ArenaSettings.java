package dev.simarena.junit;

import java.util.List;
import java.util.Set;

/**
 * Name the settings that override every scenario.
 *
 * <p>A setting is a system property ({@code mvn verify -Darena.policy=noop}) or a line of
 * {@code junit-platform.properties}. One precedence holds: annotation &lt; file &lt; command line.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>key</th><th>value</th><th>default</th></tr>
 * <tr><td>{@value #SCENARIO}, short {@value #SCENARIO_SHORT}</td><td>names of scenarios, separated by commas; command
 * line only</td><td>all</td></tr>
 * <tr><td>{@value #SCENARIO_CLASSES}</td><td>regular expression for the names of classes among which scenarios are looked
 * up to check a selection; command line only</td><td>{@value #DEFAULT_SCENARIO_CLASSES}</td></tr>
 * <tr><td>{@value #TRACE}</td><td>glob on trace names; one that matches nothing fails</td><td>all</td></tr>
 * <tr><td>{@value #POLICY}</td><td>names of policies, separated by commas</td><td>{@code reference}</td></tr>
 * <tr><td>{@value #REWARD}</td><td>names of rewards, separated by commas</td><td>{@code gradual}</td></tr>
 * <tr><td>{@value #TARGET}</td><td>number of ready pods to reach, 1 or more</td><td>what the scenario or the trace
 * says</td></tr>
 * <tr><td>{@value #STEPS}</td><td>step limit, 1 or more</td><td>fewest steps of the trace plus slack, else 40</td></tr>
 * <tr><td>{@value #SLACK}</td><td>steps allowed beyond the fewest, 0 or more</td><td>5</td></tr>
 * <tr><td>{@value #DURATION}</td><td>cluster time of a replay: {@code 120s}, {@code 2m}, {@code PT2M}</td><td>{@code
 * 2m}</td></tr>
 * <tr><td>{@value #SEED}</td><td>seed of the run, a 64-bit integer</td><td>0</td></tr>
 * <tr><td>{@value #REPETITIONS}</td><td>episodes for each trace, policy and reward, 1 or more</td><td>1</td></tr>
 * <tr><td>{@value #REPETITION}</td><td>the only repetition to play, 0 or more</td><td>all</td></tr>
 * <tr><td>{@value #SHARD}</td><td>the part of the traces to play, for example {@code 3/16}; gates are judged when the shards
 * are merged</td><td>all</td></tr>
 * <tr><td>{@value #MIN_RETURN}</td><td>return strictly below which an episode is truncated</td><td>none</td></tr>
 * <tr><td>{@value #NOISE}</td><td>standard deviation of the noise on pod counts, 0 or more</td><td>0</td></tr>
 * <tr><td>{@value #CLUSTER}</td><td>{@code embedded}, {@code kubeconfig} or {@code in-cluster}</td><td>{@code embedded}</td></tr>
 * <tr><td>{@value #KUBECONFIG}</td><td>path of a kubeconfig</td><td>the variable {@code KUBECONFIG}, else {@code
 * ~/.kube/config}</td></tr>
 * <tr><td>{@value #CONTEXT}</td><td>context in the kubeconfig</td><td>its current one</td></tr>
 * <tr><td>{@value #SIMKUBE}</td><td>who replays on the cluster of a kubeconfig: {@code installed} SimKube, or {@code none} but
 * the arena itself</td><td>{@code installed}</td></tr>
 * <tr><td>{@value #PREFLIGHT}</td><td>{@code play}, or {@code report} to say how fit the cluster of a kubeconfig is and play
 * nothing</td><td>{@code play}</td></tr>
 * <tr><td>{@value #LATENCY}</td><td>{@code instant} or {@code kind-like}</td><td>{@code instant}</td></tr>
 * <tr><td>{@value #TIE_BREAK}</td><td>{@code first} or {@code seeded-uniform}</td><td>{@code first}</td></tr>
 * <tr><td>{@value #KUBERNETES}</td><td>{@code 1.34} or {@code 1.36}</td><td>{@code 1.36}</td></tr>
 * <tr><td>{@value #RUNS}</td><td>runs that {@link Idempotent} compares, 2 or more</td><td>as declared</td></tr>
 * <tr><td>{@value #BASELINE}</td><td>{@code compare} or {@code update}</td><td>{@code compare}</td></tr>
 * <tr><td>{@value #SELF_CHECK}</td><td>{@code true} or {@code false}</td><td>{@code true}</td></tr>
 * <tr><td>{@value #INCONCLUSIVE}</td><td>{@code fail} or {@code skip}</td><td>as declared, else {@code fail}</td></tr>
 * <tr><td>{@value #ENVIRONMENT_REQUIRED}</td><td>{@code true} or {@code false}</td><td>{@code true} on CI, where the
 * variable {@code CI} is set</td></tr>
 * <tr><td>{@value #CLEANUP}</td><td>{@code always}, {@code on_success} or {@code never}</td><td>as declared, else {@code
 * always}</td></tr>
 * <tr><td>{@value #SHRINK}</td><td>{@code true} to shrink the trace of an episode that fails</td><td>{@code
 * false}</td></tr>
 * <tr><td>{@value #TRACE_FILE}</td><td>file that is played in place of the one trace that plays</td><td>that trace</td></tr>
 * <tr><td>{@value #API_SERVER_PORT}</td><td>port on which each cluster stays open for kubectl when a replay or a test is over,
 * 0 for a free one</td><td>none is opened</td></tr>
 * <tr><td>{@value #FOLDER}</td><td>folder in which {@code scenarios/<name>} and relative trace folders are looked
 * up</td><td>the working directory</td></tr>
 * <tr><td>{@value #RECORDS}</td><td>folder in which each run makes its own folder of records</td><td>{@value
 * #DEFAULT_RECORDS}</td></tr>
 * <tr><td>{@value #HISTORY}</td><td>file to which each run adds a line for each episode, {@code none} for no
 * file</td><td>{@value #DEFAULT_HISTORY}</td></tr>
 * </table>
 */
public final class ArenaSettings {

    /** What every key begins with: {@value}. */
    public static final String PREFIX = "arena.";

    /** Names of the scenarios to play, separated by commas: {@value}. */
    public static final String SCENARIO = "arena.scenario";

    /** Short form of {@link #SCENARIO}: {@value}. */
    public static final String SCENARIO_SHORT = "scenario";

    /** Regular expression for the names of scenario classes: {@value}. */
    public static final String SCENARIO_CLASSES = "arena.scenario.classes";

    /** The names of scenario classes where nothing else is set: {@value}. */
    public static final String DEFAULT_SCENARIO_CLASSES = ".*Scenario";

    /** Glob on the names of traces: {@value}. */
    public static final String TRACE = "arena.trace";

    /** Names of policies, separated by commas: {@value}. */
    public static final String POLICY = "arena.policy";

    /** Names of rewards, separated by commas: {@value}. */
    public static final String REWARD = "arena.reward";

    /** Number of ready pods to reach: {@value}. */
    public static final String TARGET = "arena.target";

    /** Step limit: {@value}. */
    public static final String STEPS = "arena.steps";

    /** Steps allowed beyond the fewest: {@value}. */
    public static final String SLACK = "arena.slack";

    /** Cluster time of a replay: {@value}. */
    public static final String DURATION = "arena.duration";

    /** Seed of the run: {@value}. */
    public static final String SEED = "arena.seed";

    /** Number of episodes for each trace, policy and reward: {@value}. */
    public static final String REPETITIONS = "arena.repetitions";

    /** The only repetition to play, counted from 0: {@value}. */
    public static final String REPETITION = "arena.repetition";

    /** The part of the traces to play: {@value}. */
    public static final String SHARD = "arena.shard";

    /** Return strictly below which an episode is truncated: {@value}. */
    public static final String MIN_RETURN = "arena.minReturn";

    /** Standard deviation of the noise on pod counts: {@value}. */
    public static final String NOISE = "arena.noise";

    /** Kind of cluster: {@value}. */
    public static final String CLUSTER = "arena.cluster";

    /** Path of the kubeconfig of a real cluster: {@value}. */
    public static final String KUBECONFIG = "arena.kubeconfig";

    /** Context in the kubeconfig: {@value}. */
    public static final String CONTEXT = "arena.context";

    /** Who replays on a real cluster: {@value}. */
    public static final String SIMKUBE = "arena.simkube";

    /** Whether the fitness of a real cluster is only reported: {@value}. */
    public static final String PREFLIGHT = "arena.preflight";

    /** How long the parts of the embedded cluster take: {@value}. */
    public static final String LATENCY = "arena.latency";

    /** Which of several equally good nodes of the embedded cluster gets a pod: {@value}. */
    public static final String TIE_BREAK = "arena.tieBreak";

    /** Version of Kubernetes that the embedded cluster follows: {@value}. */
    public static final String KUBERNETES = "arena.kubernetes";

    /** Number of runs that must be equal: {@value}. */
    public static final String RUNS = "arena.runs";

    /** Whether results are compared with those accepted before, or accepted: {@value}. */
    public static final String BASELINE = "arena.baseline";

    /** Whether scenarios are checked themselves: {@value}. */
    public static final String SELF_CHECK = "arena.selfCheck";

    /** What a verdict of INCONCLUSIVE does to its test: {@value}. */
    public static final String INCONCLUSIVE = "arena.inconclusive";

    /** Whether a failed environment fails its test instead of skipping it: {@value}. */
    public static final String ENVIRONMENT_REQUIRED = "arena.environment.required";

    /** When the environment of an episode goes: {@value}. */
    public static final String CLEANUP = "arena.cleanup";

    /** Whether the trace of an episode that fails is shrunk: {@value}. */
    public static final String SHRINK = "arena.shrink";

    /** File that is played in place of the one trace that plays: {@value}. */
    public static final String TRACE_FILE = "arena.traceFile";

    /** Port on which clusters stay open for a debugging session: {@value}. */
    public static final String API_SERVER_PORT = "arena.apiserver.port";

    /** Folder in which the traces of scenarios are looked up: {@value}. */
    public static final String FOLDER = "arena.folder";

    /** Folder of the records: {@value}. */
    public static final String RECORDS = "arena.records";

    /** The folder of the records where nothing else is set: {@value}. */
    public static final String DEFAULT_RECORDS = "target/arena";

    /** File of the history: {@value}. */
    public static final String HISTORY = "arena.history";

    /** What is set in place of a file where no history is to be kept: {@value}. */
    public static final String NO_HISTORY = "none";

    /** The file of the history where nothing else is set: {@value}. */
    public static final String DEFAULT_HISTORY = "arena-history/history.jsonl";

    private static final List<String> KEYS = List.of(
            SCENARIO,
            SCENARIO_CLASSES,
            TRACE,
            POLICY,
            REWARD,
            TARGET,
            STEPS,
            SLACK,
            DURATION,
            SEED,
            REPETITIONS,
            REPETITION,
            SHARD,
            MIN_RETURN,
            NOISE,
            CLUSTER,
            KUBECONFIG,
            CONTEXT,
            SIMKUBE,
            PREFLIGHT,
            LATENCY,
            TIE_BREAK,
            KUBERNETES,
            RUNS,
            BASELINE,
            SELF_CHECK,
            INCONCLUSIVE,
            ENVIRONMENT_REQUIRED,
            CLEANUP,
            SHRINK,
            TRACE_FILE,
            API_SERVER_PORT,
            FOLDER,
            RECORDS,
            HISTORY);

    /** Keys whose values may differ between the shards of one command; all others say what is played and how. */
    private static final Set<String> OF_A_SHARD = Set.of(
            SHARD,
            KUBECONFIG,
            CONTEXT,
            PREFLIGHT,
            ENVIRONMENT_REQUIRED,
            CLEANUP,
            SHRINK,
            API_SERVER_PORT,
            FOLDER,
            RECORDS,
            HISTORY);

    private ArenaSettings() {}

    /** Return all keys, in the order of the table. */
    public static List<String> keys() {
        return KEYS;
    }

    /** Return the keys whose values all shards of one command have in common, in the order of the table. */
    static List<String> ofACommand() {
        return KEYS.stream().filter(key -> !OF_A_SHARD.contains(key)).toList();
    }

    static boolean isKnown(String key) {
        return KEYS.contains(key);
    }
}
