package dev.simarena.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Read and mend the one HTML file Allure makes, in which all its data lie embedded. */
final class SingleFileReport {

    /** A data file as Allure embeds it: {@code d('history/history.json','<base64>')}. */
    private static final Pattern HISTORY =
            Pattern.compile("d\\('history/([A-Za-z0-9-]++\\.json)','([A-Za-z0-9+/=]*+)'\\)");

    private static final Pattern ANALYTICS =
            Pattern.compile("[ \\t]*<script[^>]*googletagmanager\\.com[^>]*></script>\\R?");

    /** Number of characters from which on data are packed. */
    static final int LARGE = 20_000_000;

    private final String html;

    private SingleFileReport(String html) {
        this.html = html;
    }

    static SingleFileReport read(Path file) throws IOException {
        return new SingleFileReport(Files.readString(file));
    }

    /** Return the same report without the script that tells Google who opens it; a report must work with no network. */
    SingleFileReport withoutAnalytics() {
        return new SingleFileReport(ANALYTICS.matcher(html).replaceAll(""));
    }

    /** Return the same report with packed data where it is large. */
    SingleFileReport packed() {
        return html.length() > LARGE ? new SingleFileReport(PackedData.pack(html)) : this;
    }

    /** Write the report, also into a folder that does not exist yet. */
    void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, html);
    }

    /**
     * Write the history the report holds into a folder, where Allure finds it for the trends of the next report. A
     * report on one file has no such folder of its own.
     */
    void writeHistory(Path folder) throws IOException {
        Matcher files = HISTORY.matcher(html);
        while (files.find()) {
            Files.createDirectories(folder);
            Files.write(folder.resolve(files.group(1)), Base64.getDecoder().decode(files.group(2)));
        }
    }
}
