package dev.simarena.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Find a small part of a list that still has a property: the algorithm ddmin, which drops ever smaller chunks.
 *
 * <p>The result is 1-minimal unless the property ends the search: with any one element less it has the property no more.
 *
 * <p>Source: Zeller, Hildebrandt, <i>Simplifying and Isolating Failure-Inducing Input</i>, IEEE Transactions on Software
 * Engineering 28 (2002).
 */
public final class DeltaDebugging {

    private DeltaDebugging() {}

    /** Signal from a property that it will answer no more; the best part so far is the result. */
    public static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Say that the search is over. */
        public Exhausted() {
            super("Search [ddmin] ended before its result was minimal. Allow more tries.", null, false, false);
        }
    }

    /**
     * Return a minimal part of a list, in the order of the list; each part is tried once.
     *
     * @param whole a list that has the property, which is not asked again
     * @param property tells whether a part has it
     * @param empty whether no element at all is worth a try
     */
    static <T> List<T> minimal(List<T> whole, Predicate<List<T>> property, boolean empty) {
        return new Search<>(whole, property).run(empty);
    }

    private static final class Search<T> {

        private final List<T> whole;
        private final Predicate<List<T>> property;
        private final Set<List<Integer>> failed = new HashSet<>();
        private List<Integer> best;

        Search(List<T> whole, Predicate<List<T>> property) {
            this.whole = whole;
            this.property = property;
            this.best = new ArrayList<>();
            for (int i = 0; i < whole.size(); i++) {
                best.add(i);
            }
        }

        List<T> run(boolean empty) {
            try {
                if (!(empty && !best.isEmpty() && takes(List.of()))) {
                    narrow();
                }
            } catch (Exhausted e) {
                // what was found so far is good, only not minimal
            }
            return elements(best);
        }

        private void narrow() {
            int chunks = 2;
            while (best.size() >= 2) {
                List<List<Integer>> parts = split(best, Math.min(chunks, best.size()));
                if (takesOne(parts)) {
                    chunks = 2;
                } else if (parts.size() > 2 && takesOne(complements(parts))) {
                    chunks = Math.max(parts.size() - 1, 2);
                } else if (parts.size() == best.size()) {
                    return;
                } else {
                    chunks = 2 * parts.size();
                }
            }
        }

        private boolean takesOne(List<List<Integer>> candidates) {
            for (List<Integer> candidate : candidates) {
                if (takes(candidate)) {
                    return true;
                }
            }
            return false;
        }

        private boolean takes(List<Integer> candidate) {
            if (failed.contains(candidate)) {
                return false;
            }
            if (property.test(elements(candidate))) {
                best = candidate;
                return true;
            }
            failed.add(candidate);
            return false;
        }

        private List<T> elements(List<Integer> indexes) {
            return indexes.stream().map(whole::get).toList();
        }

        private List<List<Integer>> complements(List<List<Integer>> parts) {
            List<List<Integer>> complements = new ArrayList<>();
            for (List<Integer> part : parts) {
                complements.add(
                        best.stream().filter(index -> !part.contains(index)).toList());
            }
            return complements;
        }

        private static List<List<Integer>> split(List<Integer> list, int chunks) {
            List<List<Integer>> parts = new ArrayList<>();
            for (int i = 0; i < chunks; i++) {
                parts.add(list.subList(list.size() * i / chunks, list.size() * (i + 1) / chunks));
            }
            return parts;
        }
    }
}
