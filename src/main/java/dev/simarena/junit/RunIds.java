package dev.simarena.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;

/** Name runs: by the start of this JVM, its process id and a counter. Nothing in the records depends on it. */
final class RunIds {

    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private RunIds() {}

    /** Return an id that no folder in the parent has yet, fit for a Kubernetes label. */
    static String next(Path parent) {
        ProcessHandle process = ProcessHandle.current();
        String jvm =
                "%s-%d".formatted(START.format(process.info().startInstant().orElse(Instant.EPOCH)), process.pid());
        String id;
        do {
            id = jvm + "-" + COUNTER.incrementAndGet();
        } while (Files.exists(parent.resolve(id)));
        return id;
    }
}
