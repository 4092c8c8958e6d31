package dev.simarena.gate;

import dev.simarena.episode.Episode;
import dev.simarena.episode.RunRecords;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hash the records of an episode: SHA-256 of its lines in {@code step.jsonl}, then its outcome. */
final class RecordHash {

    private RecordHash() {}

    static String of(Episode episode) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String line : RunRecords.lines(episode)) {
                digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            digest.update(episode.outcome().name().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 [java.security] is missing. Use a complete JDK.", e);
        }
    }
}
