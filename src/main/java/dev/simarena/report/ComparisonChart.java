package dev.simarena.report;

import dev.simarena.gate.Comparison;
import dev.simarena.gate.ComparisonGate;
import dev.simarena.gate.Demand;
import dev.simarena.gate.PairedTrace;
import java.util.List;

/**
 * Draw the differences between two policies, one bar a trace from the worst to the best, with the mean, its limits and what
 * is demanded of it, as SVG.
 */
final class ComparisonChart {

    private static final int LEFT = 64;
    private static final int RIGHT = 740;
    private static final int TOP = 44;
    private static final int BOTTOM = 244;

    private static final String WON = "#2e8b57";
    private static final String LOST = "#c8553d";
    private static final String MEAN = "#5b5bd6";
    private static final String GRID = "#e4e7ea";
    private static final String AXIS = "#9aa0a6";

    private final Comparison comparison;
    private final ComparisonGate gate;
    private final List<PairedTrace> traces;
    private final StringBuilder svg = new StringBuilder();
    private final double least;
    private final double most;
    private final double tick;

    private ComparisonChart(Comparison comparison, ComparisonGate gate) {
        this.comparison = comparison;
        this.gate = gate;
        this.traces = comparison.traces();
        double lowest = Math.min(0, wanted());
        double highest = Math.max(0, wanted());
        for (PairedTrace trace : traces) {
            lowest = Math.min(lowest, trace.difference());
            highest = Math.max(highest, trace.difference());
        }
        // a flat line would have no scale
        boolean flat = highest - lowest < 1e-9;
        this.tick = tick(flat ? 1 : highest - lowest);
        this.least = flat ? lowest - tick : Math.floor(lowest / tick - 1e-9) * tick;
        this.most = flat ? highest + tick : Math.ceil(highest / tick + 1e-9) * tick;
    }

    /** Return the smallest of 1, 2 and 5 times a power of ten that divides a range into at most five parts. */
    private static double tick(double range) {
        double power = Math.pow(10, Math.floor(Math.log10(range / 5)));
        for (double factor : new double[] {1, 2, 5}) {
            if (range <= 5 * factor * power * (1 + 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Draw a comparison of at least one trace. */
    static String svg(Comparison comparison, ComparisonGate gate) {
        return new ComparisonChart(comparison, gate).draw();
    }

    private double wanted() {
        return gate.demand() == Demand.BETTER ? gate.margin() : -gate.margin();
    }

    private String draw() {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 316\" width=\"760\" height=\"316\"")
                .append(" font-family=\"sans-serif\" font-size=\"12\" fill=\"#3c4043\">\n")
                .append("<rect width=\"760\" height=\"316\" fill=\"#fff\"/>\n");
        text(380, 22, "middle\" font-weight=\"bold\" font-size=\"14", gate.candidate() + " − " + gate.baseline());
        text(LEFT, TOP - 10, "end", gate.score().label());
        axes();
        limits();
        bars();
        line(LEFT, y(0), RIGHT, y(0), AXIS, "");
        line(LEFT, y(wanted()), RIGHT, y(wanted()), "#3c4043", " stroke-dasharray=\"2 4\"");
        legend();
        return svg.append("</svg>\n").toString();
    }

    private void axes() {
        for (int i = 0; i <= Math.round((most - least) / tick); i++) {
            double value = least + i * tick;
            line(LEFT, y(value), RIGHT, y(value), GRID, "");
            text(LEFT - 8, y(value) + 4, "end", EpisodeWords.decimals(value, 2));
        }
    }

    /** The limits of the mean as a band; one that does not exist goes to the edge. */
    private void limits() {
        double lower = Math.max(least, comparison.lower(gate.confidence()));
        double upper = Math.min(most, comparison.upper(gate.confidence()));
        double top = y(Math.max(lower, upper));
        svg.append("<rect x=\"%d\" y=\"%s\" width=\"%d\" height=\"%s\" fill=\"%s\" fill-opacity=\"0.16\"/>\n"
                .formatted(
                        LEFT, number(top), RIGHT - LEFT, number(Math.max(1, y(Math.min(lower, upper)) - top)), MEAN));
        double mean = comparison.difference().mean();
        line(LEFT, y(mean), RIGHT, y(mean), MEAN, " stroke-width=\"2\"");
    }

    private void bars() {
        double width = (RIGHT - LEFT) / (double) traces.size();
        for (int i = 0; i < traces.size(); i++) {
            PairedTrace trace = traces.get(i);
            double difference = trace.difference();
            double top = y(Math.max(0, difference));
            double height = Math.max(1.5, y(Math.min(0, difference)) - top);
            String color = trace.sign() > 0 ? WON : trace.sign() < 0 ? LOST : AXIS;
            svg.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"><title>%s</title></rect>\n"
                    .formatted(
                            number(LEFT + width * (i + 0.5) - Math.min(width * 0.7, 28) / 2),
                            number(top),
                            number(Math.min(width * 0.7, 28)),
                            number(height),
                            color,
                            escaped("%s: %s (%s against %s)"
                                    .formatted(
                                            trace.trace(),
                                            EpisodeWords.decimals(difference, 4),
                                            EpisodeWords.decimals(trace.candidate(), 4),
                                            EpisodeWords.decimals(trace.baseline(), 4)))));
        }
    }

    private void legend() {
        text(380, BOTTOM + 22, "middle", "traces, from the worst for %s to the best".formatted(gate.candidate()));
        int y = BOTTOM + 52;
        box(110, y, WON, 1);
        text(132, y + 4, "start", "won " + comparison.count(1));
        box(210, y, LOST, 1);
        text(232, y + 4, "start", "lost " + comparison.count(-1));
        text(300, y + 4, "start", "tied " + comparison.count(0));
        line(370, y, 394, y, MEAN, " stroke-width=\"2\"");
        text(400, y + 4, "start", "mean");
        box(450, y, MEAN, 0.16);
        text(472, y + 4, "start", "its limits");
        line(548, y, 572, y, "#3c4043", " stroke-dasharray=\"2 4\"");
        text(578, y + 4, "start", "demanded");
    }

    private void box(int x, int y, String color, double opacity) {
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"16\" height=\"12\" fill=\"%s\" fill-opacity=\"%s\"/>\n"
                .formatted(x, y - 6, color, EpisodeWords.decimals(opacity, 2)));
    }

    private void line(double x1, double y1, double x2, double y2, String color, String more) {
        svg.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"%s/>\n"
                .formatted(number(x1), number(y1), number(x2), number(y2), color, more));
    }

    private void text(double x, double y, String anchor, String text) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(number(x), number(y), anchor, escaped(text)));
    }

    private double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * ((value - least) / (most - least));
    }

    private static String number(double value) {
        return EpisodeWords.decimals(value, 1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
