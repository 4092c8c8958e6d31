package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Match names of traces against a glob; {@code **}{@code /} also matches no folder at all.
 *
 * @param text the glob as written
 * @param matchers matchers of which one must match
 */
record NamePattern(String text, List<PathMatcher> matchers) {

    private static final String SPECIAL = "*?[{\\";

    /**
     * Read a glob as {@link java.nio.file.FileSystem#getPathMatcher} does.
     *
     * @throws ConfigurationException when it is malformed
     */
    static NamePattern of(String glob) {
        try {
            return new NamePattern(
                    glob,
                    Stream.of(glob, glob.replace("**/", ""))
                            .distinct()
                            .map(one -> FileSystems.getDefault().getPathMatcher("glob:" + one))
                            .toList());
        } catch (PatternSyntaxException e) {
            throw new ConfigurationException(JunitMessages.badPattern(glob, String.valueOf(e.getDescription())), e);
        }
    }

    /** Match one name and nothing else. */
    static NamePattern exactly(String name) {
        return new NamePattern(name, List.of(path -> path.toString().equals(name)));
    }

    boolean matches(String name) {
        Path path = Path.of(name);
        return name.equals(text) || matchers.stream().anyMatch(matcher -> matcher.matches(path));
    }

    /** Tell whether the glob matches the name or, where it has no folder itself, the name without its folders. */
    boolean matchesAnywhere(String name) {
        return matches(name) || (!text.contains("/") && matches(name.substring(name.lastIndexOf('/') + 1)));
    }

    /** Return the index of the first character that means something in a glob, -1 for none. */
    static int firstSpecial(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (SPECIAL.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
