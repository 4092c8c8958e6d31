package dev.simarena.engine.apiserver.resource;

import dev.simarena.trace.Gvk;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Tell clients by a hash in which version objects are stored. Source: {@code discovery/storageversionhash.go}. */
final class StorageVersionHash {

    private static final int BYTES = 8;

    private StorageVersionHash() {}

    static String of(Gvk stored) {
        String text = stored.group() + "/" + stored.version() + "/" + stored.kind();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
