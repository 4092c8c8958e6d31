package dev.simarena.engine.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;

/** Read one table of cases. */
final class TruthTable {

    private final JsonNode file;

    private TruthTable(JsonNode file) {
        this.file = file;
    }

    /** Read the table of a subject. */
    static TruthTable of(String subject) {
        try (InputStream stream =
                TruthTable.class.getResourceAsStream("/dev/simarena/engine/truth/" + subject + ".json")) {
            return new TruthTable(new ObjectMapper().readTree(Objects.requireNonNull(stream, subject)));
        } catch (IOException e) {
            throw new UncheckedIOException(subject, e);
        }
    }

    /** Return what holds for the whole table. */
    JsonNode field(String name) {
        return file.path(name);
    }

    /** Return one test per case of the list {@code cases}. */
    List<DynamicTest> tests(Consumer<JsonNode> check) {
        return tests("cases", check);
    }

    /** Return one test per case of a list; a list without cases, and two cases of one name, are mistakes. */
    List<DynamicTest> tests(String list, Consumer<JsonNode> check) {
        List<DynamicTest> tests = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode single : file.path(list)) {
            String name = single.path("case").asText();
            if (name.isEmpty() || !names.add(name)) {
                throw new IllegalStateException("Case [%s] has no name of its own in %s.".formatted(single, list));
            }
            tests.add(DynamicTest.dynamicTest(name, () -> check.accept(single)));
        }
        if (tests.isEmpty()) {
            throw new IllegalStateException("List [%s] holds no cases.".formatted(list));
        }
        return tests;
    }
}
