package dev.simarena.report.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Name the commit that is checked out: as the CI system says, else as the files of Git say.
 *
 * @param commit its hash, {@code null} where nobody knows
 * @param branch its branch, {@code null} where nobody knows or none is checked out
 */
public record Checkout(@Nullable String commit, @Nullable String branch) {

    private static final Checkout UNKNOWN = new Checkout(null, null);
    private static final List<String> COMMIT = List.of("GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT");
    private static final List<String> BRANCH =
            List.of("GITHUB_HEAD_REF", "GITHUB_REF_NAME", "CI_COMMIT_REF_NAME", "GIT_BRANCH");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40,64}");
    private static final String REF = "ref: ";
    private static final String HEADS = "refs/heads/";

    /** Look at the variables of GitHub, GitLab and Jenkins, then for a {@code .git} in the folder and those above it. */
    public static Checkout of(Map<String, String> environment, Path folder) {
        String commit = first(COMMIT, environment);
        if (commit != null) {
            return new Checkout(commit, first(BRANCH, environment));
        }
        try {
            for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
                if (Files.exists(at.resolve(".git"))) {
                    return read(at.resolve(".git"));
                }
            }
        } catch (IOException e) {
            // a history without commits is better than none
        }
        return UNKNOWN;
    }

    private static @Nullable String first(List<String> names, Map<String, String> environment) {
        return names.stream()
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse(null);
    }

    private static Checkout read(Path git) throws IOException {
        // in a work tree .git is a file that names the folder
        Path folder = Files.isDirectory(git)
                ? git
                : git.resolveSibling(Files.readString(git).strip().replaceFirst("^gitdir: ", ""));
        String head = Files.readString(folder.resolve("HEAD")).strip();
        if (!head.startsWith(REF)) {
            return new Checkout(hash(head), null);
        }
        String ref = head.substring(REF.length());
        Path common = Files.exists(folder.resolve("commondir"))
                ? folder.resolve(Files.readString(folder.resolve("commondir")).strip())
                : folder;
        return new Checkout(resolved(common, ref), ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : null);
    }

    private static @Nullable String resolved(Path git, String ref) throws IOException {
        if (Files.exists(git.resolve(ref))) {
            return hash(Files.readString(git.resolve(ref)).strip());
        }
        Path packed = git.resolve("packed-refs");
        return !Files.exists(packed)
                ? null
                : Files.readAllLines(packed).stream()
                        .filter(line -> line.endsWith(" " + ref))
                        .map(line -> hash(line.substring(0, line.indexOf(' '))))
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable String hash(String text) {
        return HASH.matcher(text).matches() ? text : null;
    }
}
