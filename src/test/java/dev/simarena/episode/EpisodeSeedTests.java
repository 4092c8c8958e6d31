package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values were computed by a separate Python implementation of FNV-1a and SplitMix64's mixer. */
class EpisodeSeedTests {

    @ParameterizedTest
    @CsvSource({
        "0, cpu, cpu-slight.msgpack, reference, 0, 2662279359073449954",
        "42, cpu, cpu-slight.msgpack, random, 1, -7391460148069184572",
        "-1, '', '', '', 0, -7434286626074247759",
        "7, größe, spur.msgpack, p, 2, -4931281544717727839",
        "0, a, bc, d, 0, -4676246626939711196",
        "0, ab, c, d, 0, 3669757752169722395"
    })
    void identity_givesTheSeedItAlwaysGave(
            long runSeed, String scenario, String trace, String policy, int repetition, long seed) {
        assertThat(EpisodeSeed.of(runSeed, scenario, trace, policy, repetition)).isEqualTo(seed);
    }

    @Test
    void purposes_haveStreamsOfTheirOwn() {
        assertThat(EpisodeSeed.stream(42, "noise")).isEqualTo(6085745136961856113L);
        assertThat(EpisodeSeed.stream(42, "policy")).isEqualTo(-2687702875989190829L);
        assertThat(EpisodeSeed.stream(42, "cluster", 0)).isEqualTo(-3407876050954946167L);
        assertThat(EpisodeSeed.stream(42, "cluster", 1)).isEqualTo(6032805624711017921L);
    }

    @Test
    void everyPartOfTheIdentity_changesTheSeed() {
        Set<Long> seeds = new HashSet<>();
        for (long run = 0; run < 4; run++) {
            for (int repetition = 0; repetition < 4; repetition++) {
                for (String trace : new String[] {"a", "b", "ab", ""}) {
                    for (String policy : new String[] {"a", "b", "ab", ""}) {
                        seeds.add(EpisodeSeed.of(run, "cpu", trace, policy, repetition));
                    }
                }
            }
        }
        assertThat(seeds).hasSize(4 * 4 * 4 * 4);
    }
}
