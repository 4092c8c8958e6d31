package dev.simarena.engine.kwok;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Hold the stages of a cluster and choose among them. Immutable. */
public final class StageSet {

    private final Map<Gvk, List<Stage>> stages = new LinkedHashMap<>();

    private StageSet() {}

    /**
     * Bring stages together.
     *
     * @throws StageException for two of one name
     */
    public static StageSet of(Collection<Stage> stages) {
        StageSet set = new StageSet();
        Map<String, Stage> names = new LinkedHashMap<>();
        for (Stage stage : stages) {
            if (names.put(stage.name(), stage) != null) {
                throw StageException.of(stage.name(), "is there twice. Give each stage a name of its own.");
            }
            set.stages.computeIfAbsent(stage.kind(), __ -> new ArrayList<>()).add(stage);
        }
        return set;
    }

    /** Return the kinds for which there are stages. */
    public Collection<Gvk> kinds() {
        return stages.keySet();
    }

    /** Return the stages for a kind in their order. */
    public List<Stage> stages(Gvk kind) {
        return List.copyOf(stages.getOrDefault(kind, List.of()));
    }

    /**
     * Choose the stage that comes next for an object, {@code null} where none matches.
     *
     * <p>Of several it draws one by weight; where none has a weight above 0, each is as likely.
     *
     * @param object the object as the API server shows it
     */
    public @Nullable Stage next(Gvk kind, JsonNode object, RandomSource random) {
        List<Stage> matching = matching(kind, object);
        if (matching.size() < 2) {
            return matching.isEmpty() ? null : matching.get(0);
        }
        long total = 0;
        for (Stage stage : matching) {
            total += Math.max(0, stage.weight(object).orElse(0));
        }
        if (total <= 0) {
            List<Stage> weighed = matching.stream()
                    .filter(stage -> stage.weight(object).isPresent())
                    .toList();
            List<Stage> chosen = weighed.isEmpty() ? matching : weighed;
            return chosen.get(random.nextInt(chosen.size()));
        }
        long left = (long) (random.nextDouble() * total);
        for (Stage stage : matching) {
            OptionalLong weight = stage.weight(object);
            left -= Math.max(0, weight.orElse(0));
            if (left < 0) {
                return stage;
            }
        }
        return matching.get(matching.size() - 1);
    }

    List<Stage> matching(Gvk kind, JsonNode object) {
        List<Stage> matching = new ArrayList<>(2);
        for (Stage stage : stages.getOrDefault(kind, List.of())) {
            if (stage.matches(object)) {
                matching.add(stage);
            }
        }
        return matching;
    }
}
