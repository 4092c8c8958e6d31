package dev.simarena.report;

import dev.simarena.episode.Episode;
import dev.simarena.episode.StepRecord;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draw ready, pending and total pods and the reward over the steps of an episode. */
final class EpisodeChart {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 340;

    private EpisodeChart() {}

    /** Draw the episode as PNG. */
    static byte[] png(Episode episode) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(BitmapEncoder.getBufferedImage(chart(episode)), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static XYChart chart(Episode episode) {
        List<StepRecord> steps = episode.steps();
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(episode.spec().traceName() + " × " + episode.spec().policy())
                .xAxisTitle("step")
                .yAxisTitle("pods")
                .build();
        style(chart, steps, episode.spec().target());
        double[] x = steps.stream().mapToDouble(StepRecord::step).toArray();
        line(
                chart,
                "total",
                x,
                pods(steps, step -> step.observation().total()),
                new Color(0x9aa0a6),
                5f,
                SeriesMarkers.NONE);
        line(
                chart,
                "ready",
                x,
                pods(steps, step -> step.observation().ready()),
                new Color(0x2e8b57),
                2.5f,
                SeriesMarkers.CIRCLE);
        line(
                chart,
                "pending",
                x,
                pods(steps, step -> step.observation().pending()),
                new Color(0xd9822b),
                2.5f,
                SeriesMarkers.SQUARE);
        reward(chart, steps);
        return chart;
    }

    private static double[] pods(List<StepRecord> steps, ToIntFunction<StepRecord> count) {
        return steps.stream().mapToDouble(count::applyAsInt).toArray();
    }

    private static void reward(XYChart chart, List<StepRecord> steps) {
        List<StepRecord> scored =
                steps.stream().filter(step -> step.reward() != null).toList();
        if (scored.isEmpty()) {
            return;
        }
        double[] x = scored.stream().mapToDouble(StepRecord::step).toArray();
        double[] y = scored.stream()
                .map(StepRecord::reward)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        XYSeries series = line(chart, "reward", x, y, new Color(0x5b5bd6), 1.5f, SeriesMarkers.DIAMOND);
        series.setLineStyle(
                new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1f, new float[] {6f, 4f}, 0f));
        series.setYAxisGroup(1);
        chart.setYAxisGroupTitle(1, "reward");
        chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
    }

    private static XYSeries line(
            XYChart chart, String name, double[] x, double[] y, Color color, float width, Marker marker) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(color).setLineWidth(width);
        series.setMarker(marker).setMarkerColor(color);
        return series;
    }

    private static void style(XYChart chart, List<StepRecord> steps, int target) {
        double most = steps.stream()
                .mapToInt(step -> step.observation().total())
                .max()
                .orElse(0);
        Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        chart.getStyler()
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14))
                .setLegendFont(plain)
                .setMarkerSize(6);
        chart.getStyler()
                .setAxisTitleFont(plain)
                .setAxisTickLabelsFont(plain)
                .setYAxisMin(0, 0.0)
                .setYAxisMax(0, Math.max(most, target) + 0.5)
                .setYAxisMin(1, -1.05)
                .setYAxisMax(1, 1.05)
                .setXAxisMin(0.0)
                .setXAxisMax((double) Math.max(1, steps.size() - 1))
                .setXAxisDecimalPattern("0")
                .setYAxisDecimalPattern("0.##")
                .setPlotGridVerticalLinesVisible(false);
    }
}
