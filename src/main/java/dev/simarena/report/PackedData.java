package dev.simarena.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.simarena.episode.RecordsJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;

/**
 * Pack the data of a large report: all files behind each other, deflated, in one script in place of Allure's many.
 *
 * <p>Allure embeds every file as Base64, which neither shrinks nor can be shrunk. Steps and records of hundreds of episodes
 * say nearly the same, so that they take a tenth. The browser inflates them when the report opens ({@code
 * DecompressionStream}, in every browser since 2023) and hands out a file when Allure asks for it.
 */
final class PackedData {

    private static final String BEFORE = "      Promise.allSettled([";
    private static final String ENTRY = "d('";
    private static final String MIDDLE = "','";
    private static final String END = "')";
    private static final String AFTER = "]).then(function(){window.reportDataReady = true;})";

    private static final String LOADER = """
                  const index = %s;
                  const packed = Uint8Array.from(atob("%s"), c => c.charCodeAt(0));
                  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
                  new Response(stream).arrayBuffer().then(function (data) {
                    let at = 0;
                    for (const [name, length] of index) {
                      const bytes = new Uint8Array(data, at, length);
                      at += length;
                      Object.defineProperty(window.reportData, name, {enumerable: true, get: function () {
                        let text = '';
                        for (let i = 0; i < length; i += 32768) {
                          text += String.fromCharCode.apply(null, bytes.subarray(i, i + 32768));
                        }
                        return btoa(text);
                      }});
                    }
                    window.reportDataReady = true;
                  });
            """;

    private PackedData() {}

    /** Return the same report with packed data; one of another shape stays as it is. */
    static String pack(String html) {
        int start = html.indexOf(BEFORE);
        int end = html.lastIndexOf(AFTER);
        if (start < 0 || end < start) {
            return html;
        }
        ArrayNode index = RecordsJson.object().putArray("index");
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int at = html.indexOf(ENTRY, start);
        while (at >= 0 && at < end) {
            int middle = html.indexOf(MIDDLE, at);
            int close = html.indexOf(END, middle);
            byte[] content = Base64.getDecoder().decode(html.substring(middle + MIDDLE.length(), close));
            index.addArray().add(html.substring(at + ENTRY.length(), middle)).add(content.length);
            data.writeBytes(content);
            at = html.indexOf(ENTRY, close);
        }
        String loader = LOADER.formatted(
                new String(RecordsJson.line(index), StandardCharsets.UTF_8).strip(),
                Base64.getEncoder().encodeToString(deflated(data.toByteArray())));
        return html.substring(0, start) + loader + html.substring(end + AFTER.length());
    }

    private static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
