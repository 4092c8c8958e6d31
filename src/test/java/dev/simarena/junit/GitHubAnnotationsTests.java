package dev.simarena.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class GitHubAnnotationsTests {

    private static final String SOURCE = "src/test/java/dev/simarena/junit/GitHubAnnotationsTests.java";

    @Test
    void failedTest_marksTheLineThatThrew() throws IOException {
        List<String> lines = play(Map.of("GITHUB_ACTIONS", "true"), FailingTestCase.class);

        assertThat(lines)
                .containsExactly("::error file=%s,line=%d,title=FailingTestCase.thrown::100%%25 wrong: a,b%%0Anext"
                        .formatted(SOURCE, line("// the line that throws")));
    }

    @Test
    void failureOutsideOfTheClass_marksTheMethod() throws IOException {
        assertThat(play(Map.of("GITHUB_ACTIONS", "true"), ElsewhereTestCase.class))
                .containsExactly("::error file=%s,line=%d,title=ElsewhereTestCase.elsewhere::no test of its own"
                        .formatted(SOURCE, line("void elsewhere() {")));
    }

    @Test
    void failedClass_isMarkedItself() throws IOException {
        assertThat(play(Map.of("GITHUB_ACTIONS", "true"), BrokenTestCase.class))
                .containsExactly("::error file=%s,line=%d,title=BrokenTestCase::before all"
                        .formatted(SOURCE, line("fail(\"before all\");")));
    }

    @Test
    void projectBelowTheRepository_isNamedFromItsRoot() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        assertThat(play(
                        Map.of("GITHUB_ACTIONS", "true", "GITHUB_WORKSPACE", String.valueOf(here.getParent())),
                        FailingTestCase.class))
                .singleElement()
                .asString()
                .startsWith("::error file=" + here.getFileName() + "/" + SOURCE + ",line=");
    }

    @Test
    void elsewhere_nothingIsPrinted() throws IOException {
        assertThat(play(Map.of(), FailingTestCase.class)).isEmpty();
        assertThat(play(Map.of("GITHUB_ACTIONS", "false"), FailingTestCase.class))
                .isEmpty();
    }

    @Test
    void order_isConfigurationThenGatesThenEpisodes_eachByName() {
        List<String> lines = play(Map.of("GITHUB_ACTIONS", "true"), OrderTestCase.class);

        assertThat(lines)
                .extracting(line -> line.replaceAll(".*title=OrderTestCase\\.(\\w+)::.*", "$1"))
                .containsExactly("wrong", "gate", "unsure", "aEpisode", "zEpisode");
    }

    @Test
    void moreThanGitHubShows_areCounted() throws IOException {
        List<String> lines = play(Map.of("GITHUB_ACTIONS", "true"), ManyTestCase.class);

        assertThat(lines).hasSize(10);
        assertThat(lines.get(9))
                .isEqualTo(
                        "::error title=Sim-Arena::Tests [4 more] failed. Look at the report, or at the log of this step.");
    }

    @Test
    void listener_isFoundByTheLauncher() {
        assertThat(ServiceLoader.load(TestExecutionListener.class)).hasAtLeastOneElementOfType(GitHubAnnotations.class);
    }

    private static List<String> play(Map<String, String> environment, Class<?> type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .addTestExecutionListeners(
                                new GitHubAnnotations(environment, new PrintStream(out, true, StandardCharsets.UTF_8)))
                        .build())
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(type))
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                        .build());
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Return the number of the line that ends with a text. */
    private static int line(String text) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(SOURCE));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith(text)) {
                return i + 1;
            }
        }
        throw new AssertionError(text);
    }

    private static void fail(String message) {
        throw new AssertionError(message);
    }

    static class FailingTestCase {

        @Test
        void passes() {}

        @Test
        void thrown() {
            throw new AssertionError("100% wrong: a,b\nnext"); // the line that throws
        }
    }

    static class ElsewhereTestCase {

        @Test
        void elsewhere() {
            AssertionError error = new AssertionError("no test of its own");
            error.setStackTrace(new StackTraceElement[0]);
            throw error;
        }
    }

    static class BrokenTestCase {

        @BeforeAll
        static void breaks() {
            fail("before all");
        }

        @Test
        void passes() {}
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class OrderTestCase {

        @Test
        @Order(1)
        void zEpisode() {
            fail("z");
        }

        @Test
        @Order(2)
        void aEpisode() {
            fail("a");
        }

        @Test
        @Order(3)
        void unsure() {
            throw new GateInconclusiveError("unsure");
        }

        @Test
        @Order(4)
        void gate() {
            throw new GateFailedError("failed");
        }

        @Test
        @Order(5)
        void wrong() {
            throw new ExtensionConfigurationException("wrong");
        }
    }

    static class ManyTestCase {

        @RepeatedTest(13)
        void fails() {
            fail("again");
        }
    }
}
