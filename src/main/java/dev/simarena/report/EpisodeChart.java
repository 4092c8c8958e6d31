package dev.simarena.report;

import dev.simarena.episode.Episode;
import dev.simarena.episode.Observation;
import dev.simarena.episode.StepRecord;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Draw ready, pending and total pods and the reward over the steps of an episode, as SVG.
 *
 * <p>The drawing is text: equal episodes give equal bytes, it takes no measurable time, and it needs neither the fonts
 * nor the drawing libraries that a headless JDK may lack.
 */
final class EpisodeChart {

    private static final int LEFT = 52;
    private static final int RIGHT = 708;
    private static final int TOP = 44;
    private static final int BOTTOM = 244;

    /** More points than this would touch each other. */
    private static final int MOST_MARKERS = 60;

    private static final String READY = "#2e8b57";
    private static final String PENDING = "#d9822b";
    private static final String TOTAL = "#b3b8bd";
    private static final String REWARD = "#5b5bd6";

    private final Episode episode;
    private final List<StepRecord> steps;
    private final StringBuilder svg = new StringBuilder();
    private final int lastStep;
    private final int mostPods;
    private final double leastReward;

    private EpisodeChart(Episode episode) {
        this.episode = episode;
        this.steps = episode.steps();
        this.lastStep = Math.max(1, steps.size() - 1);
        this.mostPods = steps.stream()
                .map(StepRecord::observation)
                .flatMapToInt(seen -> IntStream.of(seen.total(), seen.ready(), seen.pending()))
                .reduce(episode.spec().target(), Math::max);
        // -1 is the least of every reward but penalty
        this.leastReward = steps.stream().anyMatch(step -> step.reward() != null && step.reward() < -1) ? -1.5 : -1;
    }

    /** Draw an episode that has at least one step. */
    static String svg(Episode episode) {
        return new EpisodeChart(episode).draw();
    }

    private String draw() {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 316\" width=\"760\" height=\"316\"")
                .append(" font-family=\"sans-serif\" font-size=\"12\" fill=\"#3c4043\">\n")
                .append("<rect width=\"760\" height=\"316\" fill=\"#fff\"/>\n");
        text(380, 22, "middle\" font-weight=\"bold\" font-size=\"14", title());
        axes();
        pods("total", TOTAL, 6, Observation::total);
        pods("ready", READY, 2.5, Observation::ready);
        pods("pending", PENDING, 2.5, Observation::pending);
        rewards();
        legend();
        return svg.append("</svg>\n").toString();
    }

    private String title() {
        return episode.spec().traceName() + " × " + episode.spec().policy();
    }

    private void axes() {
        int podTick = tick(mostPods, 6);
        for (int pods = 0; pods <= mostPods; pods += podTick) {
            line(LEFT, podsAt(pods), RIGHT, podsAt(pods), "#e4e7ea", "");
            text(LEFT - 8, podsAt(pods) + 4, "end", Integer.toString(pods));
        }
        int stepTick = tick(lastStep, 20);
        for (int step = 0; step <= lastStep; step += stepTick) {
            line(stepAt(step), BOTTOM, stepAt(step), BOTTOM + 5, "#9aa0a6", "");
            text(stepAt(step), BOTTOM + 18, "middle", Integer.toString(step));
        }
        for (double reward = leastReward; reward <= 1; reward += 0.5) {
            text(RIGHT + 8, rewardAt(reward) + 4, "start\" fill=\"" + REWARD, EpisodeWords.decimals(reward, 1));
        }
        line(LEFT, BOTTOM, RIGHT, BOTTOM, "#9aa0a6", "");
        int target = episode.spec().target();
        line(LEFT, podsAt(target), RIGHT, podsAt(target), READY, " stroke-dasharray=\"2 4\"");
        text(LEFT, TOP - 10, "end", "pods");
        text(RIGHT + 40, TOP - 10, "end\" fill=\"" + REWARD, "reward");
    }

    private void pods(String name, String color, double width, ToIntFunction<Observation> count) {
        double[] x = steps.stream().mapToDouble(step -> stepAt(step.step())).toArray();
        double[] y = steps.stream()
                .mapToDouble(step -> podsAt(count.applyAsInt(step.observation())))
                .toArray();
        List<String> tips = steps.stream()
                .map(step -> "step " + step.step() + ": " + name + " = " + count.applyAsInt(step.observation()))
                .toList();
        series(x, y, tips, color, " stroke-width=\"%s\"".formatted(EpisodeWords.decimals(width, 1)), width < 4);
    }

    private void rewards() {
        List<StepRecord> scored =
                steps.stream().filter(step -> step.reward() != null).toList();
        double[] x = scored.stream().mapToDouble(step -> stepAt(step.step())).toArray();
        double[] y = scored.stream().mapToDouble(step -> rewardAt(reward(step))).toArray();
        List<String> tips = scored.stream()
                .map(step -> "step " + step.step() + ": reward = " + EpisodeWords.reward(reward(step)))
                .toList();
        series(x, y, tips, REWARD, " stroke-width=\"1.5\" stroke-dasharray=\"6 4\"", true);
    }

    private static double reward(StepRecord step) {
        return step.reward() == null ? 0 : step.reward();
    }

    private void series(double[] x, double[] y, List<String> tips, String color, String stroke, boolean markers) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            points.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
        }
        add("<polyline fill=\"none\" stroke=\"", color, "\"", stroke, " points=\"", points.toString(), "\"/>\n");
        for (int i = 0; markers && x.length <= MOST_MARKERS && i < x.length; i++) {
            add("<circle cx=\"", number(x[i]), "\" cy=\"", number(y[i]), "\" r=\"3.5\" fill=\"", color);
            add("\"><title>", escaped(tips.get(i)), "</title></circle>\n");
        }
    }

    private void legend() {
        text(380, BOTTOM + 34, "middle", "step");
        int x = 196;
        x = entry(x, "ready", READY, 2.5, "");
        x = entry(x, "pending", PENDING, 2.5, "");
        x = entry(x, "total", TOTAL, 6, "");
        x = entry(x, "reward", REWARD, 1.5, " stroke-dasharray=\"6 4\"");
        entry(x, "target " + episode.spec().target(), READY, 1, " stroke-dasharray=\"2 4\"");
    }

    private int entry(int x, String name, String color, double width, String dash) {
        int y = BOTTOM + 58;
        line(x, y, x + 24, y, color, " stroke-width=\"%s\"%s".formatted(EpisodeWords.decimals(width, 1), dash));
        text(x + 30, y + 4, "start", name);
        return x + 30 + 8 * name.length() + 14;
    }

    private void line(double x1, double y1, double x2, double y2, String color, String more) {
        add("<line x1=\"", number(x1), "\" y1=\"", number(y1), "\" x2=\"", number(x2), "\" y2=\"", number(y2));
        add("\" stroke=\"", color, "\"", more, "/>\n");
    }

    private void text(double x, double y, String anchor, String text) {
        add(
                "<text x=\"",
                number(x),
                "\" y=\"",
                number(y),
                "\" text-anchor=\"",
                anchor,
                "\">",
                escaped(text),
                "</text>\n");
    }

    private void add(String... parts) {
        for (String part : parts) {
            svg.append(part);
        }
    }

    private double stepAt(int step) {
        return LEFT + (RIGHT - LEFT) * (step / (double) lastStep);
    }

    private double podsAt(int pods) {
        return BOTTOM - (BOTTOM - TOP) * (pods / (double) Math.max(1, mostPods));
    }

    private double rewardAt(double reward) {
        return BOTTOM - (BOTTOM - TOP) * ((reward - leastReward) / (1 - leastReward));
    }

    /** Return the smallest of 1, 2, 5, 10, 20, 50, ... that divides a range into few enough parts. */
    private static int tick(int range, int parts) {
        int power = 1;
        while (true) {
            for (int factor : new int[] {1, 2, 5}) {
                if ((long) power * factor * parts >= range) {
                    return power * factor;
                }
            }
            power *= 10;
        }
    }

    private static String number(double value) {
        return EpisodeWords.decimals(value, 1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
