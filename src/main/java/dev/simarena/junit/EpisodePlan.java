package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.Rewards;
import dev.simarena.gate.BatchKey;
import dev.simarena.gate.ComparisonGate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * Lay out the invocations of an {@link EpisodeTest}: its episodes, repetition by repetition, then its gates, then the
 * self-check of its scenario.
 *
 * <p>JUnit asks for them one by one. The gates are offered only when all episodes have ended, played in parallel or not.
 */
final class EpisodePlan {

    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

    private final ScenarioConfig config;
    private final ExtensionContext context;
    private final List<TraceFile> all;
    private final List<TraceFile> files;
    private final List<Integer> repetitions;
    private final Map<Pairing, BatchRun> batches = new LinkedHashMap<>();
    private final Siblings siblings = new Siblings();
    private final boolean late;

    EpisodePlan(ScenarioConfig config, ExtensionContext context) {
        this.config = config;
        this.context = context;
        this.all = ScenarioTraces.of(config, context);
        this.files = ShardedTraces.of(all, config, context);
        GateConfig gates = config.gates();
        this.repetitions = gates.repetition().isPresent()
                ? List.of(gates.repetition().getAsInt())
                : IntStream.range(0, gates.repetitions()).boxed().toList();
        this.late = !ForkJoinTask.inForkJoinPool()
                && context.getConfigurationParameter(PARALLEL)
                        .map(Boolean::parseBoolean)
                        .orElse(false);
        boolean narrowed = gates.repetition().isPresent() || ScenarioTraces.narrowed(config, all);
        boolean replaced = config.failure().traceFile().isPresent();
        List<String> names = files.stream().map(TraceFile::name).toList();
        for (String policy : config.policies()) {
            for (String reward : config.rewards()) {
                batches.put(
                        Pairing.of(policy, reward, config),
                        new BatchRun(key(policy, reward), gates, narrowed, replaced, names, repetitions, this::batch));
            }
        }
        checkKnownUnsolved(narrowed);
    }

    private BatchKey key(String policy, String reward) {
        return new BatchKey(config.scenario(), config.element(), policy, Rewards.canonicalName(reward));
    }

    private Optional<BatchRun> batch(BatchKey key) {
        return batches.values().stream()
                .filter(batch -> batch.key().equals(key))
                .findFirst();
    }

    private void checkKnownUnsolved(boolean narrowed) {
        config.gates().unsolved().ifPresent(unsolved -> {
            if (!narrowed && all.stream().noneMatch(file -> unsolved.covers(file.name()))) {
                throw new ConfigurationException(GateTestMessages.unsolvedMatchesNothing(
                        unsolved.traces().text(), config.element()));
            }
        });
    }

    Stream<TestTemplateInvocationContext> invocations() {
        if (all.isEmpty()) {
            return Stream.empty();
        }
        if (config.gates().shard().isPresent()) {
            // a shard that has nothing to play is one of those that are merged, too
            Run.of(context, config);
            if (files.isEmpty()) {
                return Stream.of(EmptyShard.of(all.size(), config));
            }
        }
        if (late && !config.gates().isEmpty()) {
            ExtensionStore.of(context).put(LateGates.class, new LateGates(List.copyOf(batches.values()), config));
        }
        return Stream.concat(
                repetitions.stream().flatMap(this::episodes),
                Stream.concat(Stream.of(this).flatMap(EpisodePlan::gates), SelfChecks.of(config, context, files)));
    }

    private Stream<TestTemplateInvocationContext> episodes(int repetition) {
        List<Pairing> skipped = skipped(repetition);
        return files.stream().flatMap(file -> {
            // a file that cannot be read fails once, whatever would have been played on it
            boolean alone = batches.size() > 1 && !file.isReadable();
            return batches.entrySet().stream().limit(alone ? 1 : batches.size()).map(batch -> {
                Pairing pairing = alone ? batch.getKey().alone() : batch.getKey();
                return new EpisodeInvocation(
                        config,
                        file,
                        repetitions.equals(List.of(0)) || alone ? pairing : pairing.repeated(repetition, config),
                        batch.getValue(),
                        siblings,
                        skipped.contains(batch.getKey()));
            });
        });
    }

    /** Return the pairings whose verdicts this repetition cannot change; asked when all earlier ones have ended. */
    private List<Pairing> skipped(int repetition) {
        if (late
                || repetition == repetitions.get(0)
                // what the other shards play may decide otherwise
                || config.gates().shard().isPresent()
                || batches.values().stream().noneMatch(BatchRun::stopsEarly)) {
            return List.of();
        }
        siblings.await();
        return batches.entrySet().stream()
                .filter(batch -> batch.getValue().decided(repetition))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Stream<TestTemplateInvocationContext> gates() {
        if (late || config.gates().isEmpty()) {
            return Stream.empty();
        }
        siblings.await();
        return Stream.concat(
                batches.entrySet().stream()
                        .flatMap(batch -> config.gates().gates().stream()
                                .map(gate -> GateInvocations.of(
                                        gate, batch.getValue(), batch.getKey().suffix(), config))),
                config.gates().comparisons().stream()
                        .flatMap(gate -> config.rewards().stream().map(reward -> comparison(gate, reward))));
    }

    private TestTemplateInvocationContext comparison(DeclaredGate declared, String reward) {
        ComparisonGate gate = (ComparisonGate) declared.gate();
        String suffix = config.rewards().size() > 1 ? " [" + reward + "]" : "";
        return batch(key(gate.candidate(), reward))
                .map(batch -> GateInvocations.of(declared, batch, suffix, config))
                .orElseGet(() -> GateInvocations.notPlayed(gate, gate.title() + suffix));
    }
}
