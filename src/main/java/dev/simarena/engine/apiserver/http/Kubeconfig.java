package dev.simarena.engine.apiserver.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** Write the file by which clients find a server and are let in. */
final class Kubeconfig {

    private static final String TEXT = """
            apiVersion: v1
            kind: Config
            clusters:
            - name: sim-arena
              cluster:
                server: %s
                certificate-authority-data: %s
            users:
            - name: sim-arena
              user:
                token: %s
            contexts:
            - name: sim-arena
              context:
                cluster: sim-arena
                user: sim-arena
                namespace: default
            current-context: sim-arena
            """;

    private Kubeconfig() {}

    /** Return the content of the file. */
    static String text(String server, String certificate, String token) {
        String authority = Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.US_ASCII));
        return TEXT.formatted(server, authority, token);
    }

    /** Write a new file that only its owner may read, in the folder for temporary files. */
    static Path write(String text) {
        try {
            boolean posix =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] owner = posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
            Path file = Files.createTempFile("sim-arena-", ".kubeconfig", owner);
            file.toFile().deleteOnExit();
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Kubeconfig could not be written to the folder for temporary files. Make it writable, or choose"
                            + " another one by -Djava.io.tmpdir.",
                    e);
        }
    }
}
