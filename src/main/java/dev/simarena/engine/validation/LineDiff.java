package dev.simarena.engine.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tell in which lines two texts differ, in the unified format with three lines around each difference.
 *
 * <p>Which lines count as the same ones follows Python's {@code difflib.SequenceMatcher}, which the API server's messages
 * are made by: the longest run of equal lines first, then the same on both sides of it; lines that stand all over a long
 * text begin no run.
 */
final class LineDiff {

    private static final int AROUND = 3;
    private static final int LONG_TEXT = 200;

    /** Lines of both texts that are equal, or not, from a beginning to before an end. */
    private record Part(boolean equal, int fromA, int toA, int fromB, int toB) {}

    private record Run(int a, int b, int size) {}

    private final String[] a;
    private final String[] b;
    private final Map<String, List<Integer>> places = new HashMap<>();

    private LineDiff(String before, String after) {
        a = before.split("\n", -1);
        b = after.split("\n", -1);
        for (int i = 0; i < b.length; i++) {
            places.computeIfAbsent(b[i], line -> new ArrayList<>()).add(i);
        }
        if (b.length >= LONG_TEXT) {
            places.values().removeIf(found -> found.size() > b.length / 100 + 1);
        }
    }

    /** Return the differences, empty where there are none; each line ends with a line feed. */
    static String of(String before, String after) {
        LineDiff diff = new LineDiff(before, after);
        StringBuilder text = new StringBuilder();
        for (List<Part> group : grouped(diff.parts())) {
            diff.write(group, text);
        }
        return text.toString();
    }

    private void write(List<Part> group, StringBuilder text) {
        Part first = group.get(0);
        Part last = group.get(group.size() - 1);
        text.append("@@ -" + range(first.fromA(), last.toA()) + " +" + range(first.fromB(), last.toB()) + " @@\n");
        for (Part part : group) {
            lines(part.equal() ? " " : "-", a, part.fromA(), part.toA(), text);
            if (!part.equal()) {
                lines("+", b, part.fromB(), part.toB(), text);
            }
        }
    }

    private static void lines(String mark, String[] lines, int from, int to, StringBuilder text) {
        for (int i = from; i < to; i++) {
            text.append(mark).append(lines[i]).append('\n');
        }
    }

    private static String range(int from, int to) {
        int length = to - from;
        if (length == 1) {
            return String.valueOf(from + 1);
        }
        return (length == 0 ? from : from + 1) + "," + length;
    }

    /** Leave of equal lines only those next to differences. */
    private static List<List<Part>> grouped(List<Part> parts) {
        List<List<Part>> groups = new ArrayList<>();
        List<Part> group = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            int size = part.toA() - part.fromA();
            boolean first = i == 0;
            boolean last = i == parts.size() - 1;
            if (!part.equal() || (!first && !last && size <= 2 * AROUND)) {
                group.add(part);
                continue;
            }
            int kept = Math.min(size, AROUND);
            if (!first) {
                group.add(new Part(true, part.fromA(), part.fromA() + kept, part.fromB(), part.fromB() + kept));
            }
            if (!first && !last) {
                groups.add(group);
                group = new ArrayList<>();
            }
            if (!last) {
                group.add(new Part(true, part.toA() - kept, part.toA(), part.toB() - kept, part.toB()));
            }
        }
        if (group.stream().anyMatch(part -> !part.equal())) {
            groups.add(group);
        }
        return groups;
    }

    private List<Part> parts() {
        List<Run> runs = new ArrayList<>();
        match(0, a.length, 0, b.length, runs);
        runs.add(new Run(a.length, b.length, 0));
        List<Part> parts = new ArrayList<>();
        int i = 0;
        int j = 0;
        int equalA = 0;
        int equalB = 0;
        for (Run run : runs) {
            boolean gap = i < run.a() || j < run.b();
            if (gap || run.size() == 0) {
                // runs that touch are one
                if (equalA < i) {
                    parts.add(new Part(true, equalA, i, equalB, j));
                }
                equalA = run.a();
                equalB = run.b();
            }
            if (gap) {
                parts.add(new Part(false, i, run.a(), j, run.b()));
            }
            i = run.a() + run.size();
            j = run.b() + run.size();
        }
        return parts;
    }

    private void match(int fromA, int toA, int fromB, int toB, List<Run> runs) {
        Run run = longest(fromA, toA, fromB, toB);
        if (run.size() == 0) {
            return;
        }
        match(fromA, run.a(), fromB, run.b(), runs);
        runs.add(run);
        match(run.a() + run.size(), toA, run.b() + run.size(), toB, runs);
    }

    private Run longest(int fromA, int toA, int fromB, int toB) {
        int bestA = fromA;
        int bestB = fromB;
        int size = 0;
        Map<Integer, Integer> lengths = Map.of();
        for (int i = fromA; i < toA; i++) {
            Map<Integer, Integer> next = new HashMap<>();
            for (int j : places.getOrDefault(a[i], List.of())) {
                if (j < fromB || j >= toB) {
                    continue;
                }
                int length = lengths.getOrDefault(j - 1, 0) + 1;
                next.put(j, length);
                if (length > size) {
                    bestA = i - length + 1;
                    bestB = j - length + 1;
                    size = length;
                }
            }
            lengths = next;
        }
        while (bestA > fromA && bestB > fromB && a[bestA - 1].equals(b[bestB - 1])) {
            bestA--;
            bestB--;
            size++;
        }
        while (bestA + size < toA && bestB + size < toB && a[bestA + size].equals(b[bestB + size])) {
            size++;
        }
        return new Run(bestA, bestB, size);
    }
}
