package dev.simarena.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Write the generated traces into the scenario folders: {@code mvn compile exec:java -Dexec.mainClass=...}. */
public final class GenerateScenarioTraces {

    private GenerateScenarioTraces() {}

    /**
     * Write {@code <folder>/<scenario>/<name>.msgpack}, with underscores for the hyphens of the scenario; the folder is the
     * first argument, {@code scenarios} without.
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length == 0 ? "scenarios" : args[0]);
        for (String scenario : ScenarioTraces.scenarios()) {
            Path scenarioFolder = Files.createDirectories(folder.resolve(scenario.replace('-', '_')));
            for (Map.Entry<String, Trace> trace : ScenarioTraces.of(scenario).entrySet()) {
                TraceFiles.write(trace.getValue(), scenarioFolder.resolve(trace.getKey()));
            }
        }
    }
}
