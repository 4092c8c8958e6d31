package dev.simarena.junit;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.EpisodeRecorder;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.policy.Policies;
import dev.simarena.report.AllureGateReport;
import dev.simarena.trace.Trace;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.AssertionFailedError;

/** Make the tests that check a scenario itself; see {@link SelfCheck}. */
final class SelfChecks {

    static final String NOOP = "self-check: noop solves nothing";
    static final String REFERENCE = "self-check: %s solves everything";
    static final String CHEATS = "self-check: scaling to zero and deleting solve nothing";

    private final ScenarioConfig config;
    private final List<TraceFile> files;
    private final String reference;

    private SelfChecks(ScenarioConfig config, List<TraceFile> files, String reference) {
        this.config = config;
        this.files = files;
        this.reference = reference;
    }

    /** Return the checks, once for a scenario class; none where they are switched off or only some traces play. */
    static Stream<TestTemplateInvocationContext> of(
            ScenarioConfig config, ExtensionContext context, List<TraceFile> files) {
        String reference = config.gates().reference();
        if (reference == null || config.traceFilter().isPresent() || !isFirst(context)) {
            return Stream.empty();
        }
        SelfChecks checks = new SelfChecks(config, files, reference);
        return Stream.of(
                checks.test(NOOP, checks::noop),
                checks.test(REFERENCE.formatted(reference), checks::reference),
                checks.test(CHEATS, checks::cheats));
    }

    private static boolean isFirst(ExtensionContext context) {
        return ReflectionSupport.findMethods(
                        context.getRequiredTestClass(),
                        method -> AnnotationSupport.isAnnotated(method, EpisodeTest.class),
                        HierarchyTraversalMode.TOP_DOWN)
                .stream()
                .min(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                .equals(context.getTestMethod());
    }

    private TestTemplateInvocationContext test(String name, Check check) {
        return new GeneratedInvocation(name, context -> {
            AllureGateReport.name(name, Reports.identity(config, context), config.scenario());
            Cluster cluster = Run.of(context, config).clusterOfChecks(config);
            List<String> faults = new ArrayList<>();
            files.forEach(file -> faults.addAll(check.faults(file, cluster)));
            if (!faults.isEmpty()) {
                throw new AssertionFailedError(GateTestMessages.selfCheck(name, config.scenario(), faults));
            }
        });
    }

    /** Look at one trace. */
    private interface Check {
        List<String> faults(TraceFile file, Cluster cluster);
    }

    private List<String> noop(TraceFile file, Cluster cluster) {
        return play(file, "noop", cluster)
                .filter(episode -> episode.outcome() == EpisodeOutcome.SOLVED)
                .map(episode -> GateTestMessages.solvedBy(file.name(), "noop", episode.stepCount()))
                .stream()
                .toList();
    }

    private List<String> reference(TraceFile file, Cluster cluster) {
        if (config.gates().unsolved().filter(known -> known.covers(file.name())).isPresent()) {
            return List.of();
        }
        return play(file, reference, cluster).stream()
                .flatMap(episode -> missed(file, episode).stream())
                .toList();
    }

    private Optional<String> missed(TraceFile file, Episode episode) {
        if (episode.outcome() != EpisodeOutcome.SOLVED) {
            return Optional.of(GateTestMessages.notSolvedBy(file.name(), reference, episode.stepCount()));
        }
        int declared = episode.spec().fewestSteps().orElse(episode.stepCount());
        return declared == episode.stepCount()
                ? Optional.empty()
                : Optional.of(GateTestMessages.otherSteps(file.name(), reference, episode.stepCount(), declared));
    }

    private List<String> cheats(TraceFile file, Cluster cluster) {
        return spec(file, "noop").stream()
                .flatMap(spec -> Map.of(
                                "scaling to zero", Cheats.scaledToZero(spec.trace(), spec.deployment()),
                                "deleting the Deployment", Cheats.deleted(spec.trace(), spec.deployment()))
                        .entrySet()
                        .stream()
                        .sorted(Map.Entry.comparingByKey())
                        .filter(cheat -> solves(file, cheat.getValue(), cluster))
                        .map(cheat -> GateTestMessages.countsAsSolved(file.name(), cheat.getKey())))
                .toList();
    }

    private boolean solves(TraceFile file, Trace trace, Cluster cluster) {
        EpisodeSpec spec = EpisodeSpecs.of(config, file.name(), trace, Pairing.only("noop", reward()));
        try (Simulation simulation =
                new Simulation(spec, cluster, new NamespaceHooks(), EpisodeRecorder.NONE, List.of())) {
            simulation.reset();
            simulation.close();
            return simulation.episodes().get(0).outcome() == EpisodeOutcome.SOLVED;
        } catch (RuntimeException e) {
            // a Deployment that is gone cannot be observed
            return false;
        }
    }

    /** Play an episode; empty where the trace is no good, which its own test says. */
    private Optional<Episode> play(TraceFile file, String policy, Cluster cluster) {
        return spec(file, policy).map(spec -> {
            try (Policy player = Policies.named(policy);
                    Simulation simulation =
                            new Simulation(spec, cluster, new NamespaceHooks(), EpisodeRecorder.NONE, List.of())) {
                Episode episode = simulation.play(player);
                if (episode.outcome() == EpisodeOutcome.ABORTED) {
                    throw EpisodeAbortedException.of(episode);
                }
                return episode;
            }
        });
    }

    private Optional<EpisodeSpec> spec(TraceFile file, String policy) {
        try {
            EpisodeSpec spec =
                    EpisodeSpecs.of(config, file.name(), file.load().trace(), Pairing.only(policy, reward()));
            return Optional.of(spec);
        } catch (ConfigurationException e) {
            return Optional.empty();
        }
    }

    private String reward() {
        return config.rewards().get(0);
    }
}
