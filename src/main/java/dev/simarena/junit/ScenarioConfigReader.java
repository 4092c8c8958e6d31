package dev.simarena.junit;

import dev.simarena.cluster.EmbeddedOptions;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.cluster.kube.KubernetesOptions;
import dev.simarena.cluster.kube.SimKubeMode;
import dev.simarena.engine.Latency;
import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.TieBreak;
import dev.simarena.episode.ActionDeltas;
import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.Rewards;
import dev.simarena.episode.SafeguardLimits;
import dev.simarena.episode.StateSpace;
import dev.simarena.policy.Policies;
import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.InvalidQuantityException;
import dev.simarena.trace.Quantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Read a {@link ScenarioConfig} once: settings win over the builder, the builder over annotations. */
final class ScenarioConfigReader {

    private static final Map<String, Latency> LATENCIES =
            new TreeMap<>(Map.of("instant", Latency.INSTANT, "kind-like", Latency.KIND_LIKE));
    private static final Map<String, TieBreak> TIE_BREAKS =
            new TreeMap<>(Map.of("first", TieBreak.FIRST, "seeded-uniform", TieBreak.SEEDED_UNIFORM));
    private static final Map<String, KubernetesVersion> VERSIONS =
            new TreeMap<>(Map.of("1.34", KubernetesVersion.V1_34, "1.36", KubernetesVersion.V1_36));
    private static final Map<String, SimKubeMode> SIMKUBE =
            new TreeMap<>(Map.of("installed", SimKubeMode.INSTALLED, "none", SimKubeMode.NONE));
    private static final Map<String, Boolean> PREFLIGHTS = new TreeMap<>(Map.of("play", false, "report", true));
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private final Settings settings;
    private final Declarations declarations;
    private final ExtensionSettings extension;
    private final Optional<EpisodeTest> test;
    private final Optional<Scenario> scenario;
    private final Optional<Workload> workload;

    private ScenarioConfigReader(Settings settings, Declarations declarations, ExtensionSettings extension) {
        this.settings = settings;
        this.declarations = declarations;
        this.extension = extension;
        this.test = declarations.find(EpisodeTest.class);
        this.scenario = declarations.find(Scenario.class);
        this.workload = declarations.find(Workload.class);
    }

    /**
     * Read and validate everything; nothing is touched.
     *
     * @throws ConfigurationException at the first fault
     */
    static ScenarioConfig read(ExtensionContext context, ExtensionSettings extension) {
        return new ScenarioConfigReader(Settings.of(context), Declarations.of(context), extension).read();
    }

    private ScenarioConfig read() {
        GateDeclarations.check(declarations);
        Class<?> type = declarations.carrier(Scenario.class);
        String name = scenarioName(type);
        Path folder = settings.text(ArenaSettings.FOLDER)
                .map(Path::of)
                .orElse(Path.of(""))
                .toAbsolutePath();
        return new ScenarioConfig(
                name,
                scenario.isPresent(),
                type,
                declarations.element(),
                traces(),
                folder,
                settings.text(ArenaSettings.TRACE),
                deployment(),
                target(),
                nodes(),
                policies(),
                names(ArenaSettings.REWARD, extension.rewards(), EpisodeTest::reward, EpisodeSpec.DEFAULT_REWARD)
                        .peek(Rewards::named)
                        .toList(),
                steps(),
                slack(),
                duration(),
                settings.seed(ArenaSettings.SEED)
                        .orElse(test.map(EpisodeTest::seed).orElse(0L)),
                minReturn(),
                noise(),
                test.map(EpisodeTest::stateSpace).orElse(StateSpace.BASE),
                Optional.ofNullable(extension.deltas()).orElseGet(ActionDeltas::defaults),
                limits(),
                cluster(),
                embedded(),
                kubernetes(),
                GateConfigReader.read(settings, declarations, real(), name, folder),
                FailureConfig.read(settings, declarations, folder),
                settings.port(ArenaSettings.API_SERVER_PORT),
                Path.of(settings.text(ArenaSettings.RECORDS).orElse(ArenaSettings.DEFAULT_RECORDS)),
                history(settings.text(ArenaSettings.HISTORY)),
                extension);
    }

    /** Return the file of the history, empty where none is wanted. */
    static Optional<Path> history(Optional<String> setting) {
        return setting.map(String::strip)
                .filter(file -> !file.isEmpty())
                .or(() -> Optional.of(ArenaSettings.DEFAULT_HISTORY))
                .filter(file -> !file.equals(ArenaSettings.NO_HISTORY))
                .map(Path::of);
    }

    private String scenarioName(Class<?> type) {
        if (scenario.isEmpty()) {
            return type.getSimpleName();
        }
        String name = scenario.get().value();
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(JunitMessages.badScenarioName(name, type.getName()));
        }
        return name;
    }

    private @Nullable String traces() {
        return declarations
                .find(TraceSource.class)
                .map(TraceSource::value)
                .or(() -> test.map(EpisodeTest::traces))
                .filter(value -> !value.isEmpty())
                .or(() -> Optional.ofNullable(extension.traces()))
                .or(() -> scenario.map(Scenario::traces))
                .orElse(null);
    }

    private @Nullable DeploymentRef deployment() {
        if (extension.deployment() != null) {
            return extension.deployment();
        }
        return workload.map(Workload::deployment)
                .filter(value -> !value.isEmpty())
                .map(this::parseDeployment)
                .orElse(null);
    }

    private DeploymentRef parseDeployment(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length > 2 || Arrays.asList(parts).contains("")) {
            throw bad("Workload", "deployment", text, "<name> or <namespace>/<name>");
        }
        return DeploymentRef.parse(text);
    }

    private @Nullable Integer target() {
        OptionalInt set = settings.integer(ArenaSettings.TARGET, 1);
        int declared = workload.map(Workload::target).orElse(0);
        if (declared < 0) {
            throw bad("Workload", "target", declared, "a whole number of 1 or more");
        }
        int target = set.orElse(extension.target() > 0 ? extension.target() : declared);
        return target == 0 ? null : target;
    }

    private NodesDeclaration nodes() {
        if (extension.nodes() != null) {
            return NodesDeclaration.of(extension.nodes());
        }
        return declarations
                .find(Nodes.class)
                .map(nodes -> NodesDeclaration.of(nodes, declarations.element()))
                .orElse(NodesDeclaration.OPEN);
    }

    /** What is compared is played beside what is declared, and in place of the default. */
    private List<String> policies() {
        Optional<ComparedPolicies> compared =
                declarations.find(Compare.class).map(found -> ComparedPolicies.of(found, declarations.element()));
        boolean declared = !extension.policies().isEmpty()
                || test.map(EpisodeTest::policy)
                        .filter(names -> names.length > 0)
                        .isPresent();
        boolean set = settings.text(ArenaSettings.POLICY).isPresent();
        Stream<String> names = compared.isPresent() && !declared && !set
                ? Stream.empty()
                : names(ArenaSettings.POLICY, extension.policies(), EpisodeTest::policy, ScenarioConfig.DEFAULT_POLICY)
                        .map(Policies::canonicalName);
        return set
                ? names.toList()
                : Stream.concat(names, compared.stream().flatMap(both -> Stream.of(both.baseline(), both.candidate())))
                        .distinct()
                        .toList();
    }

    private Stream<String> names(
            String key, List<String> given, Function<EpisodeTest, String[]> attribute, String fallback) {
        List<String> names = settings.names(key);
        if (names.isEmpty()) {
            names = given;
        }
        if (names.isEmpty()) {
            names = test.map(attribute).map(List::of).orElse(List.of());
        }
        return (names.isEmpty() ? List.of(fallback) : names).stream().distinct();
    }

    private OptionalInt steps() {
        int declared = test.map(EpisodeTest::steps).orElse(0);
        if (declared < 0) {
            throw bad("EpisodeTest", "steps", declared, "a whole number of 1 or more");
        }
        OptionalInt set = settings.integer(ArenaSettings.STEPS, 1);
        if (set.isPresent()) {
            return set;
        }
        int steps = extension.steps() > 0 ? extension.steps() : declared;
        return steps > 0 ? OptionalInt.of(steps) : OptionalInt.empty();
    }

    private int slack() {
        int declared = test.map(EpisodeTest::slack).orElse(-1);
        if (declared < -1) {
            throw bad("EpisodeTest", "slack", declared, "a whole number of 0 or more");
        }
        return settings.integer(ArenaSettings.SLACK, 0)
                .orElse(declared == -1 ? ScenarioConfig.DEFAULT_SLACK : declared);
    }

    private Duration duration() {
        String declared = test.map(EpisodeTest::duration).orElse("");
        Duration fallback = declared.isEmpty()
                ? ReplayRequest.DEFAULT_DURATION
                : Settings.parseDuration(declared)
                        .orElseThrow(() -> bad(
                                "EpisodeTest", "duration", declared, "a positive duration such as 120s, 2m or PT2M"));
        return settings.duration(ArenaSettings.DURATION).orElse(fallback);
    }

    private @Nullable Double minReturn() {
        double declared = test.map(EpisodeTest::minReturn).orElse(Double.NaN);
        double value = settings.number(ArenaSettings.MIN_RETURN, Double.NEGATIVE_INFINITY)
                .orElse(declared);
        return Double.isNaN(value) ? null : value;
    }

    private double noise() {
        double declared = test.map(EpisodeTest::noise).orElse(0.0);
        if (!(declared >= 0) || Double.isInfinite(declared)) {
            throw bad("EpisodeTest", "noise", declared, "a number of 0 or more");
        }
        return settings.number(ArenaSettings.NOISE, 0).orElse(declared);
    }

    private String cluster() {
        return Clusters.checked(settings.text(ArenaSettings.CLUSTER)
                .orElse(declarations.find(RealCluster.class).isPresent() ? Clusters.KUBECONFIG : Clusters.EMBEDDED));
    }

    /** Tell whether the tests of this scenario play on a real cluster. */
    private boolean real() {
        return extension.cluster() == null && !cluster().equals(Clusters.EMBEDDED);
    }

    private KubernetesOptions kubernetes() {
        Optional<RealCluster> declared = declarations.find(RealCluster.class);
        return new KubernetesOptions(
                settings.text(ArenaSettings.KUBECONFIG)
                        .or(() -> declared.map(RealCluster::kubeconfig).filter(path -> !path.isEmpty()))
                        .orElse(null),
                settings.text(ArenaSettings.CONTEXT)
                        .or(() -> declared.map(RealCluster::context).filter(name -> !name.isEmpty()))
                        .orElse(null),
                cluster().equals(Clusters.IN_CLUSTER),
                settings.choice(ArenaSettings.SIMKUBE, SIMKUBE)
                        .orElse(declared.map(RealCluster::simkube).orElse(SimKubeMode.INSTALLED)),
                settings.choice(ArenaSettings.PREFLIGHT, PREFLIGHTS).orElse(false));
    }

    private EmbeddedOptions embedded() {
        EmbeddedOptions declared = declarations
                .find(Embedded.class)
                .map(embedded -> new EmbeddedOptions(embedded.latency(), embedded.tieBreak(), embedded.version()))
                .orElse(EmbeddedOptions.DEFAULT);
        return new EmbeddedOptions(
                settings.choice(ArenaSettings.LATENCY, LATENCIES).orElse(declared.latency()),
                settings.choice(ArenaSettings.TIE_BREAK, TIE_BREAKS).orElse(declared.tieBreak()),
                settings.choice(ArenaSettings.KUBERNETES, VERSIONS).orElse(declared.version()));
    }

    private SafeguardLimits limits() {
        if (extension.limits() != null) {
            return extension.limits();
        }
        return declarations
                .find(Safeguards.class)
                .map(declared -> new SafeguardLimits(
                        quantity("maxCpu", declared.maxCpu()),
                        quantity("maxMemory", declared.maxMemory()),
                        replicas("maxReplicas", declared.maxReplicas()),
                        quantity("minCpu", declared.minCpu()),
                        quantity("minMemory", declared.minMemory()),
                        replicas("minReplicas", declared.minReplicas())))
                .orElseGet(SafeguardLimits::defaults);
    }

    private Quantity quantity(String attribute, String value) {
        try {
            return Quantity.parse(value);
        } catch (InvalidQuantityException e) {
            throw bad("Safeguards", attribute, value, "a Kubernetes quantity");
        }
    }

    private int replicas(String attribute, int value) {
        if (value < 0) {
            throw bad("Safeguards", attribute, value, "a whole number of 0 or more");
        }
        return value;
    }

    private ConfigurationException bad(String annotation, String attribute, Object value, String expected) {
        return new ConfigurationException(
                JunitMessages.badAttribute(annotation, attribute, value, declarations.element(), expected));
    }
}
