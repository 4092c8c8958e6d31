package dev.simarena;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keep the documentation true.
 *
 * <p>Java snippets name the file they come from, which is compiled and run: {@code <!-- from scenarios/cpu/CpuScenario.java -->}
 * takes the type without package and imports, {@code <!-- from FILE#name -->} the lines between {@code // tag::name[]} and
 * {@code // end::name[]}. Shell snippets are run by {@code .ci/docs}.
 */
class DocsTests {

    private static final Pattern FENCE = Pattern.compile("(?ms)(<!-- from ([^ ]+) -->\n)?^```(\\w*)\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                    Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")),
                    docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void javaSnippetsAreTheFilesTheyName(Path page) throws IOException {
        Matcher fence = FENCE.matcher(Files.readString(page));
        while (fence.find()) {
            if (fence.group(3).equals("java")) {
                assertThat(fence.group(2))
                        .as("%s: the snippet%n%s%nnames no source", page, fence.group(4))
                        .isNotNull();
                assertThat(fence.group(4).strip())
                        .as("%s: the snippet is not what %s says", page, fence.group(2))
                        .isEqualTo(source(fence.group(2)).strip());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shellSnippetsHoldCommandsThatCiRuns(Path page) throws IOException {
        Matcher fence = FENCE.matcher(Files.readString(page));
        while (fence.find()) {
            if (fence.group(3).equals("sh")) {
                assertThat(fence.group(4).lines().filter(line -> !line.isBlank()))
                        .as("%s: .ci/docs runs lines that start with mvn", page)
                        .allSatisfy(line -> assertThat(line).startsWith("mvn "));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            assertThat(page.resolveSibling(link.group(1)))
                    .as("link in %s", page)
                    .exists();
        }
    }

    @Test
    void readmeStaysShort() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(110);
    }

    private static String source(String name) throws IOException {
        int hash = name.indexOf('#');
        if (hash < 0) {
            List<String> lines = Files.readAllLines(Path.of(name));
            int start = 0;
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith("package ") || lines.get(i).startsWith("import ")) {
                    start = i + 1;
                }
            }
            return String.join("\n", lines.subList(start, lines.size()));
        }
        String tag = name.substring(hash + 1);
        List<String> region = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of(name.substring(0, hash)))) {
            if (line.contains("// end::" + tag + "[]")) {
                inside = false;
            }
            if (inside) {
                region.add(line);
            }
            if (line.contains("// tag::" + tag + "[]")) {
                inside = true;
            }
        }
        assertThat(region).as("region %s", name).isNotEmpty();
        return String.join("\n", region).stripIndent();
    }
}
