package dev.simarena.engine;

import static java.util.Objects.requireNonNull;

import dev.simarena.engine.kwok.Stages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Bring the stages with which the workload episodes were recorded, as a user brings stages. */
public final class GoldenStages {

    private GoldenStages() {}

    public static Stages read() {
        try (InputStream yaml = requireNonNull(GoldenStages.class.getResourceAsStream("stage-golden.yaml"))) {
            return Stages.of(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
