package dev.simarena.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keep docs/FIDELITY.md true: the tests it names exist, and it names every comparison with Kubernetes. */
class FidelityPageTests {

    private static final Pattern TEST = Pattern.compile("`(\\w+Tests)`");
    private static final Pattern COMPARISON = Pattern.compile("\\w+(Truth|Golden)Tests");

    @Test
    void tests_it_names_exist() throws IOException {
        assertThat(tests()).containsAll(named());
    }

    @Test
    void every_comparison_with_kubernetes_is_named() throws IOException {
        assertThat(named())
                .containsAll(tests().stream()
                        .filter(name -> COMPARISON.matcher(name).matches())
                        .toList());
    }

    @Test
    void every_row_of_a_subject_names_a_test() throws IOException {
        String[] sections =
                Files.readString(Path.of("docs/FIDELITY.md")).split("\\| subject \\|[^\n]*\n\\|[-|]+\\|\n", -1);
        assertThat(sections).hasSizeGreaterThan(1);
        for (int i = 1; i < sections.length; i++) {
            assertThat(sections[i].lines().takeWhile(line -> line.startsWith("|")))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row).containsPattern("`\\w+Tests`[^|]*\\|$"));
        }
    }

    private static Set<String> named() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher test = TEST.matcher(Files.readString(Path.of("docs/FIDELITY.md")));
        while (test.find()) {
            named.add(test.group(1));
        }
        return named;
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Tests.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
