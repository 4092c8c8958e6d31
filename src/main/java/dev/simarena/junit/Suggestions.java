package dev.simarena.junit;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Suggest names that look like a mistyped one. */
final class Suggestions {

    private Suggestions() {}

    /** Return the nearest name, if one is near enough to be meant; ties go to the first in alphabetical order. */
    static Optional<String> nearest(String typed, Collection<String> names) {
        int limit = Math.max(2, typed.length() / 3);
        return names.stream()
                .filter(name -> distance(typed, name) <= limit)
                .min(Comparator.<String>comparingInt(name -> distance(typed, name))
                        .thenComparing(name -> name));
    }

    /** Return at most this many names, the most alike first. */
    static List<String> nearest(String typed, Collection<String> names, int count) {
        return names.stream()
                .sorted(Comparator.<String>comparingInt(name -> distance(typed, name))
                        .thenComparing(name -> name))
                .limit(count)
                .toList();
    }

    /** Return {@code Did you mean [x]? } with a space behind it, or nothing. */
    static String didYouMean(String typed, Collection<String> names) {
        return nearest(typed, names).map("Did you mean [%s]? "::formatted).orElse("");
    }

    /** Count the characters to insert, delete or replace (Levenshtein 1966). */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
