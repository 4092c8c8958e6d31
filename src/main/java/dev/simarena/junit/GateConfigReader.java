package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.gate.BaselineGate;
import dev.simarena.gate.ComparisonGate;
import dev.simarena.gate.IdempotencyGate;
import dev.simarena.gate.MeanRewardGate;
import dev.simarena.gate.SmallestRewardGate;
import dev.simarena.gate.SolveRateGate;
import dev.simarena.policy.Policies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Read a {@link GateConfig} once: settings win over annotations. */
final class GateConfigReader {

    private static final Map<String, Boolean> INCONCLUSIVE = new TreeMap<>(Map.of("fail", true, "skip", false));
    private static final Map<String, Boolean> BASELINE = new TreeMap<>(Map.of("compare", false, "update", true));

    private final Settings settings;
    private final Declarations declarations;

    private final boolean real;

    private GateConfigReader(Settings settings, Declarations declarations, boolean real) {
        this.settings = settings;
        this.declarations = declarations;
        this.real = real;
    }

    /**
     * Read and validate everything.
     *
     * @param real whether a real cluster plays, which draws names and takes its time
     * @throws ConfigurationException at the first fault
     */
    static GateConfig read(Settings settings, Declarations declarations, boolean real, String scenario, Path folder) {
        return new GateConfigReader(settings, declarations, real).read(scenario, folder);
    }

    private GateConfig read(String scenario, Path folder) {
        int runs = runs();
        return new GateConfig(
                repetitions(),
                settings.integer(ArenaSettings.REPETITION, 0),
                settings.shard(ArenaSettings.SHARD),
                runs,
                gates(runs, scenario, folder),
                comparisons(),
                unsolved(),
                reference(),
                updatesBaseline(),
                settings.text(ArenaSettings.POLICY).isPresent()
                        || settings.text(ArenaSettings.REWARD).isPresent(),
                settings.choice(ArenaSettings.ENVIRONMENT_REQUIRED, Settings.TRUTH)
                        .orElseGet(() -> onCi(System.getenv("CI"))));
    }

    /** Tell whether this is a CI build, by the variable that CI systems set. */
    static boolean onCi(@Nullable String variable) {
        return variable != null && !variable.isBlank() && !variable.strip().equalsIgnoreCase("false");
    }

    private boolean updatesBaseline() {
        return settings.choice(ArenaSettings.BASELINE, BASELINE).orElse(false);
    }

    private int repetitions() {
        int declared = declarations
                .find(EpisodeTest.class)
                .map(EpisodeTest::repetitions)
                .orElse(1);
        if (declared < 1) {
            throw bad("EpisodeTest", "repetitions", declared, "a whole number of 1 or more");
        }
        return settings.integer(ArenaSettings.REPETITIONS, 1).orElse(declared);
    }

    private int runs() {
        Optional<Idempotent> declared = declarations.find(Idempotent.class);
        if (declared.isEmpty()) {
            return 0;
        }
        if (declared.get().runs() < 2) {
            throw bad("Idempotent", "runs", declared.get().runs(), "a whole number of 2 or more");
        }
        return settings.integer(ArenaSettings.RUNS, 2).orElse(declared.get().runs());
    }

    private List<DeclaredGate> gates(int runs, String scenario, Path folder) {
        Optional<Boolean> inconclusive = settings.choice(ArenaSettings.INCONCLUSIVE, INCONCLUSIVE);
        List<DeclaredGate> gates = new ArrayList<>();
        declarations
                .find(SolveRate.class)
                .ifPresent(rate -> gates.add(new DeclaredGate(
                        new SolveRateGate(
                                share("SolveRate", "atLeast", rate.atLeast()),
                                share("SolveRate", "confidence", rate.confidence())),
                        rate.earlyStop(),
                        inconclusive.orElse(rate.inconclusiveFails()))));
        declarations.find(RewardThreshold.class).ifPresent(reward -> {
            boolean fails = inconclusive.orElse(reward.inconclusiveFails());
            double confidence = share("RewardThreshold", "confidence", reward.confidence());
            if (Double.isNaN(reward.mean()) && Double.isNaN(reward.min())) {
                throw new ConfigurationException(GateTestMessages.noThreshold(declarations.element()));
            }
            if (!Double.isNaN(reward.mean())) {
                gates.add(new DeclaredGate(
                        new MeanRewardGate(finite("mean", reward.mean()), confidence), reward.earlyStop(), fails));
            }
            if (!Double.isNaN(reward.min())) {
                gates.add(new DeclaredGate(
                        new SmallestRewardGate(finite("min", reward.min())), reward.earlyStop(), fails));
            }
        });
        declarations
                .find(Idempotent.class)
                .ifPresent(same -> gates.add(new DeclaredGate(
                        new IdempotencyGate(runs, real || same.tolerant()), true, inconclusive.orElse(true))));
        declarations.find(Baseline.class).ifPresent(declared -> {
            BaselineGate baseline = new BaselineGate(file(declared.value(), scenario, folder));
            baseline.check(updatesBaseline());
            gates.add(new DeclaredGate(baseline, false, inconclusive.orElse(true)));
        });
        return gates;
    }

    private List<DeclaredGate> comparisons() {
        Optional<Boolean> inconclusive = settings.choice(ArenaSettings.INCONCLUSIVE, INCONCLUSIVE);
        return declarations.find(Compare.class).stream()
                .map(declared -> {
                    ComparedPolicies policies = ComparedPolicies.of(declared, declarations.element());
                    if (!(declared.margin() >= 0) || Double.isInfinite(declared.margin())) {
                        throw bad("Compare", "margin", declared.margin(), "a number of 0 or more");
                    }
                    return new DeclaredGate(
                            new ComparisonGate(
                                    policies.baseline(),
                                    policies.candidate(),
                                    declared.score(),
                                    declared.demand(),
                                    declared.margin(),
                                    share("Compare", "confidence", declared.confidence())),
                            false,
                            inconclusive.orElse(declared.inconclusiveFails()));
                })
                .toList();
    }

    /** Name files in the working directory as a person would, so that equal runs write equal verdicts. */
    private static Path file(String value, String scenario, Path folder) {
        Path file = folder.resolve(value.isEmpty() ? TraceFolder.ofScenario(scenario, folder) + "/baseline.txt" : value)
                .normalize();
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    private Optional<KnownUnsolved> unsolved() {
        Optional<ExpectedUnsolved> found = declarations.find(ExpectedUnsolved.class);
        if (found.filter(declared -> declared.value().isBlank()).isPresent()) {
            throw new ConfigurationException(GateTestMessages.noReason(declarations.element()));
        }
        return found.map(declared -> new KnownUnsolved(
                declared.value().strip(),
                NamePattern.of(declared.traces()),
                Arrays.stream(declared.policy()).map(Policies::canonicalName).toList()));
    }

    private @Nullable String reference() {
        Optional<SelfCheck> declared = declarations.find(SelfCheck.class);
        boolean wanted = declared.map(SelfCheck::value).orElse(true)
                && settings.choice(ArenaSettings.SELF_CHECK, Settings.TRUTH).orElse(true)
                && declarations.find(Scenario.class).isPresent();
        return wanted
                ? Policies.canonicalName(declared.map(SelfCheck::reference).orElse(ScenarioConfig.DEFAULT_POLICY))
                : null;
    }

    private double share(String annotation, String attribute, double value) {
        if (!(value > 0 && value < 1)) {
            throw bad(annotation, attribute, value, "between 0 and 1, both excluded");
        }
        return value;
    }

    private double finite(String attribute, double value) {
        if (!Double.isFinite(value)) {
            throw bad("RewardThreshold", attribute, value, "a finite number");
        }
        return value;
    }

    private ConfigurationException bad(String annotation, String attribute, Object value, String expected) {
        return new ConfigurationException(
                JunitMessages.badAttribute(annotation, attribute, value, declarations.element(), expected));
    }
}
