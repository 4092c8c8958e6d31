package dev.simarena.trace;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Word the help that a message about an unknown name gives: the nearest name and those that exist. */
public final class Suggestions {

    /** Longer texts are no misspelled names, and comparing them costs the product of their lengths. */
    private static final int LONGEST = 200;

    private Suggestions() {}

    /**
     * Suggest the known name nearest to the given one.
     *
     * <p>Near is at most one edit (insert, delete, replace, swap neighbors) for every three characters, case aside; a
     * name that begins with the given text counts as near too. The first in sorted order wins a tie.
     *
     * @return {@code " Did you mean [heuristic]?"} with a leading space, or an empty text where nothing is near
     */
    public static String didYouMean(String given, Collection<String> known) {
        String nearest = nearest(given, known);
        return nearest == null ? "" : " Did you mean [" + nearest + "]?";
    }

    /** List the names in sorted order, for example {@code "bump_cpu, noop"}; {@code "none"} where there are none. */
    public static String available(Collection<String> known) {
        return known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known));
    }

    private static @Nullable String nearest(String given, Collection<String> known) {
        String wanted = given.toLowerCase(Locale.ROOT);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return null;
        }
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String name : new TreeSet<>(known)) {
            int distance = distance(wanted, name);
            if (distance < least) {
                nearest = name;
                least = distance;
            }
        }
        return nearest;
    }

    /** Return the distance, or the largest integer where the names are not alike. */
    private static int distance(String wanted, String name) {
        String candidate = name.toLowerCase(Locale.ROOT);
        if (candidate.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int edits = edits(wanted, candidate);
        int allowed = Math.max(1, Math.max(wanted.length(), candidate.length()) / 3);
        // One letter is one edit away from any other letter.
        if (edits <= allowed && edits < Math.max(wanted.length(), candidate.length())) {
            return edits;
        }
        return wanted.length() > 1 && candidate.startsWith(wanted) ? edits : Integer.MAX_VALUE;
    }

    /** Count edits by the optimal string alignment distance. */
    private static int edits(String one, String other) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int cost = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[other.length()];
    }
}
