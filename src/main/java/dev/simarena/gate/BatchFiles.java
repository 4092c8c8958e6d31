package dev.simarena.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.episode.AtomicFile;
import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.FileFault;
import dev.simarena.episode.RecordsJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keep batches and verdicts beside the records of a run, so that gates can be asked again over several runs.
 *
 * <p>{@value #BATCHES} has one line for each planned episode, {@value #GATES} one for each declared gate. Both are equal
 * to the byte for equal runs.
 */
public final class BatchFiles {

    /** File of the batches in the folder of a run. */
    public static final String BATCHES = "batches.jsonl";

    /** File of the gates in the folder of a run. */
    public static final String GATES = "gates.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();

    private BatchFiles() {}

    /**
     * Write both files, in an order that does not depend on what was played first.
     *
     * @throws dev.simarena.episode.RecordsException when they cannot be written
     */
    public static void write(Path run, Collection<Batch> batches, Collection<Judgement> gates) {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        sorted(batches, Batch::key)
                .forEach(batch -> batch.entries()
                        .forEach(entry -> entries.writeBytes(RecordsJson.line(BatchJson.entry(batch.key(), entry)))));
        AtomicFile.write(run.resolve(BATCHES), entries.toByteArray());
        ByteArrayOutputStream verdicts = new ByteArrayOutputStream();
        sorted(gates, Judgement::batch)
                .forEach(judgement -> verdicts.writeBytes(RecordsJson.line(GateJson.judgement(judgement))));
        AtomicFile.write(run.resolve(GATES), verdicts.toByteArray());
    }

    private static <T> List<T> sorted(Collection<T> all, Function<T, BatchKey> key) {
        List<T> sorted = new ArrayList<>(all);
        sorted.sort((one, other) -> key.apply(one).compareTo(key.apply(other)));
        return sorted;
    }

    /**
     * Read the batches of several runs and join those with the same key.
     *
     * @throws ConfigurationException when a file is missing or unreadable
     */
    public static List<Batch> readBatches(List<Path> runs) {
        Map<BatchKey, Batch> merged = new TreeMap<>();
        for (Path run : runs) {
            Map<BatchKey, List<BatchEntry>> entries = new TreeMap<>();
            read(
                    run.resolve(BATCHES),
                    line -> entries.computeIfAbsent(BatchJson.key(line), __ -> new ArrayList<>())
                            .add(BatchJson.entry(line)));
            entries.forEach((key, list) -> merged.merge(key, new Batch(key, list), Batch::merge));
        }
        return List.copyOf(merged.values());
    }

    /**
     * Read the gates declared in several runs, each once, and judge the joined batches by them anew.
     *
     * @throws ConfigurationException when a file is missing or unreadable
     */
    public static List<Judgement> judge(List<Path> runs) {
        Map<BatchKey, Batch> batches = new TreeMap<>();
        readBatches(runs).forEach(batch -> batches.put(batch.key(), batch));
        Map<BatchKey, Map<Gate, Judgement>> gates = new TreeMap<>();
        for (Path run : runs) {
            read(run.resolve(GATES), line -> {
                Judgement declared = GateJson.declared(line);
                gates.computeIfAbsent(declared.batch(), __ -> new LinkedHashMap<>())
                        .merge(declared.gate(), declared, Judgement::stricter);
            });
        }
        Function<BatchKey, Batch> found = key -> batches.getOrDefault(key, new Batch(key, List.of()));
        List<Judgement> judgements = new ArrayList<>();
        gates.forEach((key, declared) -> declared.values()
                .forEach(gate -> judgements.add(gate.excused() ? gate : gate.over(found.apply(key), found))));
        return judgements;
    }

    private static void read(Path file, Consumer<JsonNode> reader) {
        try {
            for (String line : Files.readAllLines(file)) {
                reader.accept(JSON.readTree(line));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(GateMessages.filesUnreadable(String.valueOf(file), FileFault.of(e)), e);
        }
    }
}
