package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTests {

    @TempDir
    Path folder;

    @Test
    void parts_areDisjointWholeAndBalanced() {
        for (int count = 1; count <= 20; count++) {
            for (int things = 0; things <= 45; things++) {
                for (int before : new int[] {0, 1, 7, 1_000_000}) {
                    List<Integer> all =
                            IntStream.range(before, before + things).boxed().toList();
                    List<Integer> dealt = new ArrayList<>();
                    for (int index = 1; index <= count; index++) {
                        List<Integer> part = all.stream()
                                .filter(new Shard(index, count)::plays)
                                .toList();
                        assertThat(part.size()).isBetween(things / count, (things + count - 1) / count);
                        dealt.addAll(part);
                    }
                    assertThat(dealt).containsExactlyInAnyOrderElementsOf(all);
                }
            }
        }
    }

    @Test
    void firstPlace_isOfTheFirstPart() {
        assertThat(new Shard(1, 4).plays(0)).isTrue();
        assertThat(new Shard(4, 4).plays(3)).isTrue();
        assertThat(new Shard(1, 4).plays(4)).isTrue();
        assertThat(new Shard(4, 4).plays(0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/4",
                "5/4",
                "1/0",
                "-1/4",
                "1",
                "1/",
                "/4",
                "a/b",
                "1/4/2",
                "1.0/4",
                "01/4",
                "99999999/99999999"
            })
    void otherTexts_areNoShards(String text) {
        assertThat(Shard.parse(text)).isEmpty();
    }

    @Test
    void runNamesItsShard() throws IOException {
        assertThat(Shard.read(folder)).isEmpty();

        new Shard(3, 16).write(folder, List.of("arena.seed=5"));
        assertThat(Shard.read(folder)).contains(new Shard(3, 16));
        assertThat(Shard.settings(folder)).containsExactly("arena.seed=5");
        assertThat(Shard.parse("3/16")).contains(new Shard(3, 16));

        Files.writeString(folder.resolve(Shard.FILE), "three");
        assertThatThrownBy(() -> Shard.read(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("three");
    }
}
