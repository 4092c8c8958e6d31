package dev.simarena.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.simarena.engine.World;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Keep a copy of the world of a replay in this JVM; what outlives it is its objects, as YAML. */
final class KeptWorld implements KeptReplay {

    /** File of the objects: {@value}. */
    static final String FILE = "kept.yaml";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            // a text that looks like a number stays a text, or kubectl would refuse it
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private final ServedWorld served;
    private final World world;

    KeptWorld(World world) {
        this.world = world;
        this.served = new ServedWorld(world);
    }

    @Override
    public KeptEnvironment keep(Path folder) {
        Path file = folder.resolve(FILE);
        List<ObjectNode> objects = served.exclusively(this::objects);
        StringBuilder yaml = new StringBuilder();
        try {
            for (ObjectNode object : objects) {
                yaml.append(YAML.writeValueAsString(object));
            }
            Files.createDirectories(folder);
            Files.write(file, yaml.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(ClusterMessages.notKept(file), e);
        }
        String quoted = "'" + file.toString().replace("'", "'\\''") + "'";
        return new KeptEnvironment(
                "%s (%d objects, as the last step showed them)".formatted(file, objects.size()),
                "less " + quoted,
                "rm " + quoted);
    }

    private List<ObjectNode> objects() {
        return world.objects().stream()
                .map(ApiObject::gvk)
                .distinct()
                .sorted(Comparator.comparing(Gvk::kind).thenComparing(Gvk::apiVersion))
                .flatMap(gvk -> world.list(gvk, null).stream())
                .toList();
    }

    @Override
    public void debug(int port, Consumer<String> told) {
        served.debug(port, told);
    }

    @Override
    public void close() {
        served.close();
    }
}
