package dev.simarena.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Say when an Indexed Job has succeeded before all its indexes have; one rule that is met is enough.
 *
 * @param rules rules in order
 */
public record SuccessPolicy(List<Rule> rules) {

    public SuccessPolicy {
        rules = List.copyOf(rules);
    }

    /**
     * Ask for indexes.
     *
     * @param indexes indexes that count, {@code null} for all
     * @param count how many of them must have succeeded, {@code null} for all
     */
    public record Rule(@Nullable String indexes, @Nullable Integer count) {

        private boolean met(IndexRanges succeeded, int completions) {
            if (indexes == null) {
                return count != null && succeeded.size() >= count;
            }
            IndexRanges wanted = IndexRanges.parse(indexes, completions);
            if (wanted.isEmpty()) {
                return false;
            }
            int common = wanted.common(succeeded);
            return common == wanted.size() || (count != null && common >= count);
        }
    }

    /** Return the number of the first rule that is met, -1 where none is. */
    public int firstMet(IndexRanges succeeded, int completions) {
        if (!succeeded.isEmpty()) {
            for (int i = 0; i < rules.size(); i++) {
                if (rules.get(i).met(succeeded, completions)) {
                    return i;
                }
            }
        }
        return -1;
    }
}
