package dev.simarena.engine.apiserver.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Run the API server on a class path without the library that rules of custom resources need. */
class OptionalLibraryTests {

    @Test
    void without_the_library_rules_are_warned_of_and_the_rest_of_a_schema_holds() throws Exception {
        List<URL> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.replace(File.separatorChar, '/').contains("/dev/cel/")) {
                path.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader bare = new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> bare.loadClass("dev.cel.compiler.CelCompilerFactory"));
            var constructor =
                    bare.loadClass(RulesWithoutLibrary.class.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);

            List<?> answers = (List<?>) ((Callable<?>) constructor.newInstance()).call();

            assertThat(answers.get(0)).isEqualTo("201");
            assertThat(answers.get(1).toString())
                    .contains("x-kubernetes-validations[0] is not run: dev.cel:cel is not on the class path");
            assertThat(answers.subList(2, 4))
                    .as("a broken rule, a broken schema")
                    .isEqualTo(List.of("201", "422"));
        }
        assertThat(new RulesWithoutLibrary().call())
                .as("with the library the rule is run, and nobody is warned")
                .isEqualTo(List.of("201", "null", "422", "422"));
    }
}
