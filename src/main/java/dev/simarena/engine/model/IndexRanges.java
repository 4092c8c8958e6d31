package dev.simarena.engine.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Hold completion indexes of an Indexed Job as ranges in order, written like {@code 1,3-5,7}; immutable.
 *
 * @param ranges ranges in order, none touching another
 */
public record IndexRanges(List<Range> ranges) {

    /** No indexes. */
    public static final IndexRanges NONE = new IndexRanges(List.of());

    /**
     * Hold neighboring indexes.
     *
     * @param first first index
     * @param last last index
     */
    public record Range(int first, int last) {

        int size() {
            return last - first + 1;
        }
    }

    public IndexRanges {
        ranges = List.copyOf(ranges);
    }

    /** Read ranges as a status or a success policy holds them; leaves out what is no number or not below the limit. */
    public static IndexRanges parse(String text, int completions) {
        List<Range> ranges = new ArrayList<>();
        if (text.isEmpty()) {
            return NONE;
        }
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            int first;
            int last;
            try {
                first = Integer.parseInt(ends[0]);
                if (first >= completions) {
                    break;
                }
                last = ends.length > 1 ? Math.min(Integer.parseInt(ends[1]), completions - 1) : first;
            } catch (NumberFormatException e) {
                continue;
            }
            Range before = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (before != null && before.last() == first - 1) {
                ranges.set(ranges.size() - 1, new Range(before.first(), last));
            } else {
                ranges.add(new Range(first, last));
            }
        }
        return new IndexRanges(ranges);
    }

    /** Return these and further indexes. */
    public IndexRanges with(Collection<Integer> indexes) {
        if (indexes.isEmpty()) {
            return this;
        }
        List<Range> single = new ArrayList<>();
        for (Integer index : new TreeSet<>(indexes)) {
            single.add(new Range(index, index));
        }
        return with(new IndexRanges(single));
    }

    /** Return the indexes of both. */
    public IndexRanges with(IndexRanges other) {
        List<Range> merged = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < ranges.size() || j < other.ranges.size()) {
            boolean mine = j == other.ranges.size()
                    || (i < ranges.size()
                            && ranges.get(i).first() < other.ranges.get(j).first());
            Range next = mine ? ranges.get(i++) : other.ranges.get(j++);
            Range before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before == null || next.first() > before.last() + 1) {
                merged.add(next);
            } else if (before.last() < next.last()) {
                merged.set(merged.size() - 1, new Range(before.first(), next.last()));
            }
        }
        return new IndexRanges(merged);
    }

    /** Return how many indexes there are. */
    public int size() {
        int size = 0;
        for (Range range : ranges) {
            size += range.size();
        }
        return size;
    }

    /** Tell whether there are none. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Tell whether an index is among these. */
    public boolean contains(int index) {
        int low = 0;
        int high = ranges.size();
        while (high > low) {
            int middle = (low + high) >>> 1;
            if (ranges.get(middle).last() >= index) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return high < ranges.size() && ranges.get(high).first() <= index;
    }

    /** Return the lowest indexes below a limit that are not among these, at most so many. */
    public List<Integer> lowestMissing(int count, int limit) {
        List<Integer> missing = new ArrayList<>();
        int candidate = 0;
        for (Range range : ranges) {
            while (candidate < limit && missing.size() < count && candidate < range.first()) {
                missing.add(candidate++);
            }
            candidate = Math.max(candidate, range.last() + 1);
        }
        while (candidate < limit && missing.size() < count) {
            missing.add(candidate++);
        }
        return missing;
    }

    /** Return how many indexes are in both. */
    public int common(IndexRanges other) {
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < ranges.size() && j < other.ranges.size()) {
            Range mine = ranges.get(i);
            Range its = other.ranges.get(j);
            common += Math.max(0, Math.min(mine.last(), its.last()) - Math.max(mine.first(), its.first()) + 1);
            if (mine.last() <= its.last()) {
                i++;
            }
            if (its.last() <= mine.last()) {
                j++;
            }
        }
        return common;
    }

    /** Write the ranges as a status holds them: two neighbors are written as two numbers. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Range range : ranges) {
            if (!text.isEmpty()) {
                text.append(',');
            }
            text.append(range.first());
            if (range.last() > range.first()) {
                text.append(range.size() == 2 ? ',' : '-').append(range.last());
            }
        }
        return text.toString();
    }
}
