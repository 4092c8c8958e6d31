package dev.simarena.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Know what in a folder of Allure results was written by Allure. */
public final class ResultsFolder {

    private static final Pattern OF_ALLURE = Pattern.compile(".+-(result|container)\\.json|.+-attachment(\\..*)?"
            + "|environment\\.properties|categories\\.json|executor\\.json");

    private ResultsFolder() {}

    /** Remove the results of earlier runs; the folder {@code history} stays, and so does what Allure did not write. */
    public static void empty(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.deleteIfExists(file);
        }
    }

    /** Return the files of Allure, sorted; none where there is no such folder. */
    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            OF_ALLURE.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }
}
