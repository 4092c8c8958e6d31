package dev.simarena.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.gate.Batch;
import dev.simarena.gate.BatchEntry;
import dev.simarena.gate.BatchKey;
import dev.simarena.gate.Comparison;
import dev.simarena.gate.ComparisonGate;
import dev.simarena.gate.Demand;
import dev.simarena.gate.Fate;
import dev.simarena.gate.Score;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ComparisonChartTests {

    private static final BatchKey KEY = new BatchKey("cpu", "CpuScenario.plays", "reference", "gradual");
    private static final ComparisonGate GATE =
            new ComparisonGate("noop", "reference", Score.REWARD, Demand.NOT_WORSE, 0.1, 0.95);

    @Test
    void chart_hasABarForEachTrace_withItsFigures() throws Exception {
        String svg = ComparisonChart.svg(comparison(new double[] {0, 0, 0}, new double[] {0.5, -0.25, 0}), GATE);
        Document drawn =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));

        List<String> tips = new ArrayList<>();
        for (int i = 0; i < drawn.getElementsByTagName("title").getLength(); i++) {
            tips.add(drawn.getElementsByTagName("title").item(i).getTextContent());
        }
        assertThat(tips)
                .containsExactly(
                        "t2 <&>.msgpack: -0.2500 (-0.2500 against 0.0000)",
                        "t3 <&>.msgpack: 0.0000 (0.0000 against 0.0000)",
                        "t1 <&>.msgpack: 0.5000 (0.5000 against 0.0000)");
        assertThat(svg)
                .contains(">won 1<", ">lost 1<", ">tied 1<", ">reference − noop<")
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void axis_hasRoundNumbers_thatHoldEverything() {
        assertThat(labels(ComparisonChart.svg(comparison(new double[] {0, 0}, new double[] {0.5, -0.25}), GATE)))
                .containsExactly("-0.40", "-0.20", "0.00", "0.20", "0.40", "0.60");
        assertThat(labels(ComparisonChart.svg(comparison(new double[] {0, 0}, new double[] {11.9, 3.7}), GATE)))
                .containsExactly("-5.00", "0.00", "5.00", "10.00", "15.00");
    }

    private static List<String> labels(String svg) {
        return Pattern.compile("text-anchor=\"end\">(-?[0-9.]+)<")
                .matcher(svg)
                .results()
                .map(label -> label.group(1))
                .toList();
    }

    @Test
    void oneTrace_andNoDifference_areDrawnToo() {
        assertThat(ComparisonChart.svg(comparison(new double[] {1}, new double[] {1}), GATE))
                .contains(">tied 1<")
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void table_hasARowForEachTrace_worstFirst() {
        assertThat(ComparisonTable.csv(comparison(new double[] {0, 0, 0}, new double[] {0.5, -0.25, 0})))
                .isEqualTo("""
                        trace,reference,noop,difference,pairs
                        t2 <&>.msgpack,-0.2500,0.0000,-0.2500,1
                        t3 <&>.msgpack,0.0000,0.0000,0.0000,1
                        t1 <&>.msgpack,0.5000,0.0000,0.5000,1
                        """);
    }

    private static Comparison comparison(double[] before, double[] after) {
        return Comparison.of(batch("noop", before), batch("reference", after), Score.REWARD);
    }

    private static Batch batch(String policy, double[] rewards) {
        List<BatchEntry> entries = new ArrayList<>();
        for (int i = 0; i < rewards.length; i++) {
            entries.add(new BatchEntry(
                    "t%d <&>.msgpack".formatted(i + 1),
                    0,
                    Fate.SOLVED,
                    2,
                    7,
                    rewards[i],
                    null,
                    List.of(),
                    null,
                    List.of()));
        }
        return new Batch(KEY.withPolicy(policy), entries);
    }
}
