package dev.simarena.engine.kwok;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Name the sets of stages that come with the engine; each behaves as the one of that name its project ships. */
public enum BuiltInStages {
    /** KWOK's default: pods run and are ready at once, pods of Jobs succeed at once. */
    FAST("fast.yaml"),
    /** KWOK's stages with creation, readiness, completion and deletion after 1 to 5 s each. */
    GENERAL("general.yaml"),
    /** SimKube's: delays and the time of completion come from labels and annotations. */
    SIMKUBE("simkube.yaml");

    private final String resource;

    BuiltInStages(String resource) {
        this.resource = resource;
    }

    /** Read the stages of the set. */
    public List<Stage> stages() {
        return StageReader.read(yaml());
    }

    /** Return the stages of the set in YAML, for example to change a copy. */
    public String yaml() {
        try (InputStream stream = BuiltInStages.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
