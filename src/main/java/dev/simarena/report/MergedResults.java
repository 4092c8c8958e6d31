package dev.simarena.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.episode.ConfigurationException;
import dev.simarena.gate.Batch;
import dev.simarena.gate.BatchKey;
import dev.simarena.gate.Comparison;
import dev.simarena.gate.ComparisonGate;
import dev.simarena.gate.Judgement;
import dev.simarena.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Merge the Allure results of shards: what they played is kept, what they said of gates is replaced by the verdicts over
 * the merge, and of a self-check that several made the worst counts.
 */
public final class MergedResults {

    /** Name of the label by which results are told apart. */
    static final String KIND = "arena";

    /** Value on the test of a gate: its verdict over the merge replaces it. */
    static final String GATE = "gate";

    /** Value on the test that says that a shard has nothing to play. */
    static final String EMPTY_SHARD = "empty shard";

    private static final String RESULT = "-result.json";
    private static final String HISTORY = "history";
    private static final List<String> WORST_FIRST = List.of("failed", "broken", "unknown", "skipped", "passed");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> played = new LinkedHashMap<>();
    private final Map<String, ObjectNode> gates = new LinkedHashMap<>();
    private final Map<BatchKey, Batch> batches = new LinkedHashMap<>();
    private final Path target;

    private MergedResults(Collection<Batch> batches, Path target) {
        batches.forEach(batch -> this.batches.put(batch.key(), batch));
        this.target = target;
    }

    /**
     * Merge folders of results into one, which is emptied before but for its history.
     *
     * @param judgements verdicts over the merge
     * @param batches what they are about
     * @throws ConfigurationException when one cannot be read, or the target cannot be written
     */
    public static MergedResults merge(
            Collection<Path> folders, Collection<Judgement> judgements, Collection<Batch> batches, Path target) {
        MergedResults merged = new MergedResults(batches, target);
        try {
            Files.createDirectories(target);
            ResultsFolder.empty(target);
            for (Path folder : folders) {
                merged.add(folder);
            }
            merged.judge(judgements);
            merged.write();
        } catch (IOException e) {
            throw new ConfigurationException(RunMessages.resultsNotMerged(target, e), e);
        }
        return merged;
    }

    /** Return how many tests failed, gates aside. */
    public int failed() {
        return (int) played.values().stream()
                .filter(result -> List.of("failed", "broken").contains(status(result)))
                .count();
    }

    private void add(Path folder) throws IOException {
        Map<String, ObjectNode> own = new LinkedHashMap<>();
        for (Path file : ResultsFolder.files(folder)) {
            String name = String.valueOf(file.getFileName());
            if (!name.endsWith(RESULT)) {
                if (!Files.exists(target.resolve(name))) {
                    Files.copy(file, target.resolve(name));
                }
                continue;
            }
            ObjectNode result = read(file);
            String history = result.path("historyId").asText(name);
            if (hasLabel(result, KIND, GATE)) {
                gates.putIfAbsent(history, result);
            } else if (!hasLabel(result, KIND, EMPTY_SHARD) && !hasLabel(result, "suite", LeaderboardReport.NAME)) {
                // the runs of one test in one shard are its retries
                own.put(own.containsKey(history) ? name : history, result);
            }
        }
        own.forEach((history, result) -> played.merge(history, result, MergedResults::worse));
        if (Files.isDirectory(folder.resolve(HISTORY)) && !Files.exists(target.resolve(HISTORY))) {
            Files.createDirectories(target.resolve(HISTORY));
            try (Stream<Path> files = Files.list(folder.resolve(HISTORY))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, target.resolve(HISTORY).resolve(file.getFileName()));
                }
            }
        }
    }

    private static ObjectNode read(Path file) throws IOException {
        try {
            return JSON.readValue(file.toFile(), ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(RunMessages.resultNotRead(file, e), e);
        }
    }

    private static ObjectNode worse(ObjectNode one, ObjectNode other) {
        return WORST_FIRST.indexOf(status(one)) <= WORST_FIRST.indexOf(status(other)) ? one : other;
    }

    private static String status(JsonNode result) {
        String status = result.path("status").asText();
        return WORST_FIRST.contains(status) ? status : "unknown";
    }

    private static boolean hasLabel(JsonNode result, String name, String value) {
        return StreamSupport.stream(result.path("labels").spliterator(), false)
                .anyMatch(label -> label.path("name").asText().equals(name)
                        && label.path("value").asText().equals(value));
    }

    private void judge(Collection<Judgement> judgements) throws IOException {
        for (ObjectNode gate : gates.values()) {
            Optional<Judgement> about = judgements.stream()
                    .filter(judgement -> isOf(judgement, gate))
                    .findFirst();
            if (about.isPresent()) {
                judge(about.get(), gate);
                compare(about.get(), gate);
            }
        }
    }

    /** Show a comparison as the test of a whole run does. */
    private void compare(Judgement judgement, ObjectNode test) throws IOException {
        if (judgement.verdict() == null || !(judgement.gate() instanceof ComparisonGate gate)) {
            return;
        }
        Comparison comparison = gate.compare(batch(judgement.batch()), this::batch);
        if (!comparison.traces().isEmpty()) {
            attach(test, "Chart", "image/svg+xml", ".svg", ComparisonChart.svg(comparison, gate));
            attach(test, "Traces", "text/csv", ".csv", ComparisonTable.csv(comparison));
        }
    }

    private Batch batch(BatchKey key) {
        return batches.getOrDefault(key, new Batch(key, List.of()));
    }

    private void attach(ObjectNode test, String name, String type, String extension, String content)
            throws IOException {
        String file = "%s-%s-attachment%s"
                .formatted(test.path("uuid").asText("merged"), name.toLowerCase(Locale.ROOT), extension);
        Files.writeString(target.resolve(file), content);
        test.withArray("attachments")
                .addObject()
                .put("name", name)
                .put("source", file)
                .put("type", type);
    }

    private static boolean isOf(Judgement judgement, JsonNode gate) {
        String name = gate.path("name").asText();
        String title = judgement.gate().title();
        return (name.equals(title) || name.startsWith(title + " ["))
                && gate.path("fullName").asText().startsWith(judgement.batch().test() + " [")
                && hasLabel(gate, "feature", judgement.batch().scenario())
                && hasParameter(gate, "policy", judgement.batch().policy())
                && hasParameter(gate, "reward", judgement.batch().reward());
    }

    private static boolean hasParameter(JsonNode result, String name, String value) {
        return StreamSupport.stream(result.path("parameters").spliterator(), false)
                .anyMatch(parameter -> parameter.path("name").asText().equals(name)
                        && parameter.path("value").asText().equals(value));
    }

    private static void judge(Judgement judgement, ObjectNode gate) {
        Verdict verdict = judgement.verdict();
        if (verdict == null) {
            return;
        }
        gate.put("description", AllureGateReport.description(verdict));
        if (verdict.outcome() == Verdict.Outcome.PASS) {
            gate.put("status", "passed").remove("statusDetails");
            return;
        }
        String error = verdict.outcome() == Verdict.Outcome.FAIL ? "GateFailedError" : "GateInconclusiveError";
        String message = String.join("\n", verdict.lines());
        gate.put("status", judgement.red() ? "failed" : "skipped");
        gate.putObject("statusDetails")
                .put("message", message)
                // what the categories look at
                .put("trace", "dev.simarena.junit.%s: %s".formatted(error, message));
    }

    private void write() throws IOException {
        int number = 0;
        for (Map<String, ObjectNode> results : List.of(played, gates)) {
            for (ObjectNode result : results.values()) {
                String name = "%s-%d%s".formatted(result.path("uuid").asText("merged"), number++, RESULT);
                Files.write(target.resolve(name), JSON.writeValueAsBytes(result));
            }
        }
    }
}
