package dev.simarena.engine.apiserver.watch;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hold an object as it was after one change, and the lines that tell of it once somebody has written them. */
final class Version {

    private final ApiObject object;
    private List<Line> lines = List.of();

    /** Hold a snapshot, which nobody changes any more. */
    Version(ApiObject snapshot) {
        object = snapshot;
    }

    ApiObject object() {
        return object;
    }

    /** Return the same object as gone since a version: what a deletion shows. */
    Version gone(long version) {
        ApiObject last = object.snapshot();
        last.setResourceVersion(version);
        return new Version(last);
    }

    /** Return a line that was kept, {@code null} where there is none; called by one thread only, as the others. */
    byte @Nullable [] line(String type, Gvk served) {
        for (Line line : lines) {
            if (line.type.equals(type) && line.served.equals(served)) {
                return line.text;
            }
        }
        return null;
    }

    void keep(String type, Gvk served, byte[] text) {
        if (lines.isEmpty()) {
            lines = new ArrayList<>(1);
        }
        lines.add(new Line(type, served, text));
    }

    /** Forget the lines; returns how many bytes they took. */
    long forget() {
        long bytes = 0;
        for (Line line : lines) {
            bytes += line.text.length;
        }
        lines = List.of();
        return bytes;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Line(String type, Gvk served, byte[] text) {}
}
