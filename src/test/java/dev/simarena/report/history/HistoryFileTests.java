package dev.simarena.report.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.episode.EpisodeOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTests {

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = folder.resolve("arena-history/history.jsonl");
    }

    @Test
    void entries_comeBackAsTheyWere_andRunsFollowEachOther() throws IOException {
        HistoryEntry aborted = new HistoryEntry(
                new HistoryRun("1", "2026-01-01T00:00:00Z", null, null),
                key("b.msgpack"),
                -7,
                HistoryEntry.Status.SKIPPED,
                EpisodeOutcome.ABORTED,
                0,
                null,
                "dev.simarena.cluster.EnvironmentException");
        new HistoryFile(file).append(List.of(aborted, entry("1", "a.msgpack", true)));
        new HistoryFile(file).append(List.of(entry("2", "a.msgpack", false)));

        HistoryFile.Content content = new HistoryFile(file).read();

        assertThat(content.entries())
                .containsExactly(entry("1", "a.msgpack", true), aborted, entry("2", "a.msgpack", false));
        assertThat(content.unreadable()).isZero();
        assertThat(Files.readAllLines(file))
                .first()
                .isEqualTo(
                        "{\"v\":1,\"time\":\"2026-01-01T00:00:01Z\",\"run\":\"1\",\"commit\":\"abc\",\"branch\":\"main\","
                                + "\"scenario\":\"cpu\",\"test\":\"CpuScenario.plays\",\"trace\":\"a.msgpack\",\"policy\":\"noop\","
                                + "\"reward_name\":\"gradual\",\"repetition\":0,\"seed\":5,\"status\":\"PASSED\",\"outcome\":\"SOLVED\","
                                + "\"steps\":2,\"total_reward\":0.5,\"cause\":null}");
    }

    @Test
    void folderThatIsMade_isIgnoredByGit_oneThatWasThereIsLeftAlone() throws IOException {
        new HistoryFile(file).append(List.of(entry("1", "a.msgpack", true)));
        new HistoryFile(folder.resolve("mine.jsonl")).append(List.of(entry("1", "a.msgpack", true)));

        assertThat(file.resolveSibling(".gitignore")).hasContent("*\n");
        assertThat(folder.resolve(".gitignore")).doesNotExist();
    }

    @Test
    void tornLastLine_isCountedAndTheNextRunBeginsALineOfItsOwn() throws IOException {
        new HistoryFile(file).append(List.of(entry("1", "a.msgpack", true)));
        Files.writeString(file, "{\"v\":1,\"time\":\"2026-01-", StandardOpenOption.APPEND);

        new HistoryFile(file).append(List.of(entry("2", "a.msgpack", true)));

        HistoryFile.Content content = new HistoryFile(file).read();
        assertThat(content.entries()).containsExactly(entry("1", "a.msgpack", true), entry("2", "a.msgpack", true));
        assertThat(content.unreadable()).isEqualTo(1);
    }

    @Test
    void linesOfOtherVersions_areReadWhereTheyCanBe() throws IOException {
        new HistoryFile(file).append(List.of(entry("1", "a.msgpack", true)));
        String line = Files.readAllLines(file).get(0);
        Files.writeString(
                file,
                // before there were commits, with a key of the future, of the future altogether, and nothing at all
                line.replaceAll("\"(v|commit|branch)\":[^,]*,", "") + "\n"
                        + line.replace("\"steps\"", "\"later\":[1],\"steps\"") + "\n"
                        + line.replace("\"v\":1", "\"v\":2") + "\n"
                        + "\n\0\0\0\nnull\n[]\n" + line.replace("SOLVED", "MAYBE") + "\n");

        HistoryFile.Content content = new HistoryFile(file).read();

        assertThat(content.entries()).extracting(entry -> entry.run().commit()).containsExactly(null, "abc");
        assertThat(content.unreadable()).isEqualTo(5);
    }

    @Test
    void runsThatEndAtOnce_loseNothing() throws Exception {
        int threads = 8;
        int runs = 25;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> writers = IntStream.range(0, threads)
                    .<Callable<Void>>mapToObj(thread -> () -> {
                        for (int run = 0; run < runs; run++) {
                            new HistoryFile(file)
                                    .append(List.of(
                                            entry(thread + "-" + run, "a.msgpack", true),
                                            entry(thread + "-" + run, "b.msgpack", true)));
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> writer : pool.invokeAll(writers)) {
                writer.get();
            }
        } finally {
            pool.shutdown();
        }

        HistoryFile.Content content = new HistoryFile(file).read();
        assertThat(content.unreadable()).isZero();
        assertThat(content.entries()).hasSize(2 * threads * runs);
        // the lines of a run stay together
        for (int i = 0; i < content.entries().size(); i += 2) {
            assertThat(content.entries().get(i).run())
                    .isEqualTo(content.entries().get(i + 1).run());
        }
    }

    @Test
    void fileThatGrowsTooLarge_losesItsOldestHalf() throws IOException {
        HistoryFile small = new HistoryFile(file, 4000);
        List<HistoryEntry> all = new ArrayList<>();
        for (int run = 100; run < 150; run++) {
            all.add(entry(Integer.toString(run), "a.msgpack", true));
            small.append(List.of(all.get(all.size() - 1)));
            assertThat(Files.size(file)).isLessThanOrEqualTo(4000);
        }

        List<HistoryEntry> kept = small.read().entries();
        assertThat(small.read().unreadable()).isZero();
        assertThat(kept).hasSizeBetween(4, 14).isEqualTo(all.subList(all.size() - kept.size(), all.size()));
    }

    @Test
    void histories_areJoinedWithoutTheLinesTheyShare() {
        HistoryFile mine = new HistoryFile(file);
        Path one = folder.resolve("one.jsonl");
        Path two = folder.resolve("two.jsonl");
        List.of(file, one, two).forEach(copy -> new HistoryFile(copy).append(List.of(entry("1", "a.msgpack", true))));
        new HistoryFile(two).append(List.of(entry("2", "b.msgpack", true)));
        new HistoryFile(one).append(List.of(entry("3", "a.msgpack", true)));

        assertThat(mine.merge(List.of(one, two, folder.resolve("none.jsonl")))).isEqualTo(2);
        assertThat(mine.merge(List.of(one, two))).isZero();

        assertThat(mine.read().entries())
                .containsExactly(
                        entry("1", "a.msgpack", true), entry("2", "b.msgpack", true), entry("3", "a.msgpack", true));
    }

    static HistoryKey key(String trace) {
        return new HistoryKey("cpu", "CpuScenario.plays", trace, "noop", "gradual", 0);
    }

    static HistoryEntry entry(String run, String trace, boolean passed) {
        return new HistoryEntry(
                new HistoryRun(run, "2026-01-01T00:00:0%sZ".formatted(run.substring(0, 1)), "abc", "main"),
                key(trace),
                5,
                passed ? HistoryEntry.Status.PASSED : HistoryEntry.Status.FAILED,
                passed ? EpisodeOutcome.SOLVED : EpisodeOutcome.UNSOLVED,
                2,
                0.5,
                null);
    }
}
