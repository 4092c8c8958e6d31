package dev.simarena.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.episode.Action;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class EpisodeChartTests {

    @Test
    void lines_runFromTheBottomAtZeroToTheTopAtTheMostPods() throws Exception {
        // the plot lies between x 52 and 708 and between y 244 (0 pods, reward -1) and 44 (3 pods, reward 1)
        Document chart = chart(EpisodeBuilder.episode()
                .reset(0, 3, "1", "33Gi")
                .step(Action.NOOP, 0, 3, "1", "33Gi", -1)
                .step(Action.REDUCE_MEM_SMALL, 3, 0, "1", "32Gi", 1));

        assertThat(points(chart, 0)).as("total").isEqualTo("52.0,44.0 380.0,44.0 708.0,44.0");
        assertThat(points(chart, 1)).as("ready").isEqualTo("52.0,244.0 380.0,244.0 708.0,44.0");
        assertThat(points(chart, 2)).as("pending").isEqualTo("52.0,44.0 380.0,44.0 708.0,244.0");
        assertThat(points(chart, 3)).as("reward").isEqualTo("380.0,244.0 708.0,44.0");
    }

    @Test
    void legend_namesEveryLineAndTheTarget() throws Exception {
        assertThat(texts(chart(EpisodeBuilder.episode().reset(0, 3, "1", "33Gi"))))
                .contains("ready", "pending", "total", "reward", "target 3", "mem-slight.msgpack × random");
    }

    @Test
    void namesWithMarkup_stayText() throws Exception {
        assertThat(texts(chart(EpisodeBuilder.episode()
                        .of("s", "<a&b>.msgpack", "noop")
                        .reset(0, 3, "1", "1Gi"))))
                .contains("<a&b>.msgpack × noop");
    }

    @Test
    void rewardsBelowMinusOne_widenTheAxis() throws Exception {
        Document chart =
                chart(EpisodeBuilder.episode().reset(0, 3, "1", "33Gi").step(Action.NOOP, 0, 3, "1", "33Gi", -1.5));

        assertThat(points(chart, 3)).isEqualTo("708.0,244.0");
        assertThat(texts(chart)).contains("-1.5");
    }

    private static Document chart(EpisodeBuilder episode) throws Exception {
        String svg = EpisodeChart.svg(episode.truncated("step limit"));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static String points(Document chart, int line) {
        return ((Element) chart.getElementsByTagName("polyline").item(line)).getAttribute("points");
    }

    private static List<String> texts(Document chart) {
        NodeList texts = chart.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }
}
