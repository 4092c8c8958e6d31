package dev.simarena.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Name the line of a source that a failure is about.
 *
 * @param file path from the root of the repository, with forward slashes; empty where it is not known
 * @param line the line, from 1
 */
public record SourcePlace(String file, int line) {

    /** Where sources lie in a project; a scenario lies beside its traces. */
    private static final List<String> ROOTS = List.of(
            "scenarios",
            "src/test/java",
            "src/it/java",
            "src/integrationTest/java",
            "src/main/java",
            "src/test/kotlin",
            "src/test/groovy",
            "");

    private static final List<String> ENDINGS = List.of(".java", ".kt", ".groovy");

    private static final SourcePlace UNKNOWN = new SourcePlace("", 1);

    /**
     * Find the place of a failed test: where its failure passed through its class, else where its method is declared, else
     * its class.
     *
     * @param type binary name of the test class
     * @param method name of the test method, {@code null} for the class
     * @param failure what it threw, {@code null} where nobody knows
     * @param project folder of the project
     * @param repository folder that paths begin at; a project elsewhere is its own root
     */
    public static SourcePlace of(
            String type, @Nullable String method, @Nullable Throwable failure, Path project, Path repository) {
        Optional<Path> source = source(type, project.toAbsolutePath().normalize());
        if (source.isEmpty()) {
            return UNKNOWN;
        }
        Path root = repository.toAbsolutePath().normalize();
        Path file = source.get();
        String path = (file.startsWith(root) ? root : project.toAbsolutePath().normalize())
                .relativize(file)
                .toString()
                .replace('\\', '/');
        return new SourcePlace(path, thrown(type, failure).orElseGet(() -> declared(file, type, method)));
    }

    private static Optional<Path> source(String type, Path project) {
        int nested = type.indexOf('$');
        String name = (nested < 0 ? type : type.substring(0, nested)).replace('.', '/');
        return ROOTS.stream()
                .flatMap(root ->
                        ENDINGS.stream().map(ending -> project.resolve(root).resolve(name + ending)))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Optional<Integer> thrown(String type, @Nullable Throwable failure) {
        return failure == null
                ? Optional.empty()
                : Stream.of(failure.getStackTrace())
                        .filter(frame -> frame.getLineNumber() > 0)
                        // the body of a lambda lies in its class, too
                        .filter(frame -> frame.getClassName().equals(type))
                        .map(StackTraceElement::getLineNumber)
                        .findFirst();
    }

    private static int declared(Path file, String type, @Nullable String method) {
        try {
            List<String> lines = Files.readAllLines(file);
            String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
            Pattern ofType = Pattern.compile("\\b(class|record|interface|object)\\s+" + Pattern.quote(simple) + "\\b");
            int start = first(lines, ofType, 0).orElse(0);
            return 1
                    + Optional.ofNullable(method)
                            .flatMap(name ->
                                    first(lines, Pattern.compile("\\s" + Pattern.quote(name) + "\\s*\\("), start))
                            .orElse(start);
        } catch (IOException e) {
            return 1;
        }
    }

    private static Optional<Integer> first(List<String> lines, Pattern pattern, int from) {
        return IntStream.range(from, lines.size())
                .filter(i -> pattern.matcher(lines.get(i)).find())
                .boxed()
                .findFirst();
    }
}
