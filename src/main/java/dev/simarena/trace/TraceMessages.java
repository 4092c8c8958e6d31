package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Hold the wording of what is said about trace files. */
final class TraceMessages {

    static final String CORRECT_IT = "Correct it, or export the trace again.";
    static final String FETCH_AGAIN = "Fetch or export the file again.";
    static final String CHECK_PATH = "Check the path and that the file may be read.";
    static final String SHORTEN = "Export a shorter trace.";
    static final String NOT_A_TRACE = "Give a SimKube trace: MessagePack (.sktrace, .msgpack) or its JSON view.";
    static final String EXPORT_VERSION_2 = "Export it with SimKube 2.0 to 2.7, which write version 2.";

    private static final int LONGEST_REASON = 300;

    private TraceMessages() {}

    static String unreadable(String file, long offset, String reason, String advice) {
        String where = offset < 0 ? "" : " at byte %d".formatted(offset);
        return "Trace [%s] cannot be read%s: %s. %s".formatted(file, where, shortened(reason), advice);
    }

    /** Hostile files have keys and texts of any length; a message has not. */
    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }

    static String unwritable(String reason, String advice) {
        return "Trace [in memory] cannot be written: %s. %s".formatted(reason, advice);
    }

    static String unwritableFile(Path file, IOException cause) {
        return "File [%s] cannot be written: %s. Check that its folder exists and may be written to."
                .formatted(file, cause);
    }

    static String missingFile() {
        return "there is no such file";
    }

    static String notAFile() {
        return "it is not a file";
    }

    static String tooLarge(long bytes) {
        return "it has %d bytes, more than the %d that fit into memory at once".formatted(bytes, TraceFiles.MAX_BYTES);
    }

    static String empty() {
        return "the file is empty";
    }

    static String notAMap(String found) {
        return "a trace is a map, but %s was found".formatted(found);
    }

    static String cutOff() {
        return "the file ends in the middle of a value";
    }

    static String declaresTooMuch(String what, long declared, long left) {
        return "%s of %d begins here, but only %d bytes are left".formatted(what, declared, left);
    }

    static String tooDeep(int limit) {
        return "values are nested more than %d deep".formatted(limit);
    }

    static String trailing(long bytes) {
        return "%d bytes follow the end of the trace".formatted(bytes);
    }

    static String extension(int type) {
        return "a MessagePack extension of type %d has no meaning in a trace".formatted(type);
    }

    static String invalidByte() {
        return "the byte 0xc1 is never used in MessagePack";
    }

    static String notUtf8() {
        return "a text is not valid UTF-8";
    }

    static String notFinite(double value) {
        return "the number %s is not finite".formatted(value);
    }

    static String outOfRange(Object value) {
        return "the number %s does not fit into 64 bits".formatted(value);
    }

    static String notJson(String message) {
        // Jackson names what it read from, which is hidden here and tells nothing
        String first = message.lines().findFirst().orElse("").replaceAll("\\[Source: [^;]*; ", "[");
        return "it is not valid JSON (%s)".formatted(first);
    }

    static String notAnOwner() {
        return "a key of pod_lifecycles is not a list of a kind and a name";
    }

    static String hashNotANumber(String found) {
        return "a pod hash in pod_lifecycles is %s, not an integer".formatted(found);
    }

    static String keyNotText(String found) {
        return "the key of a map is %s, not a text".formatted(found);
    }

    static String duplicateKey(String key) {
        return "the key [%s] stands twice in one map".formatted(key);
    }

    static String versionOne() {
        return "it has the array form of version 1, which only SimKube 1.1.1 and older read";
    }

    static String versionThree() {
        return "trace version 3 is not read yet";
    }

    static String unsupportedVersion(JsonNode version) {
        return "unsupported trace version: %s".formatted(version);
    }

    static String missing() {
        return "is missing";
    }

    static String wrongType(String expected, String found) {
        return "is %s, not %s".formatted(found, expected);
    }

    static String emptyText() {
        return "is an empty text";
    }

    static String invalid(String value, String what) {
        return "is [%s], which is not %s".formatted(value, what);
    }

    static String duplicateKind() {
        return "stands twice, in two spellings of one kind";
    }

    static String wrongSize(int expected, int found) {
        return "has %d elements, not %d".formatted(found, expected);
    }

    static String notALifecycle() {
        return "is none of {\"Running\": start}, {\"Finished\": [start, end]} and \"Empty\"";
    }

    static String missingPath(Gvk gvk) {
        return "Missing pod spec path for %s".formatted(gvk);
    }

    static String invalidPath(Gvk gvk) {
        return "Invalid path for %s".formatted(gvk);
    }

    static String dropFromTracked() {
        return "Take the kind out of the tracked objects, or give it the path that SimKube expects.";
    }

    static String repairedVersion() {
        return "Version [1] is loaded by no SimKube in this form. Changed it to 2.";
    }

    static String repairedConfig(Collection<Gvk> kinds) {
        return "Key [config] is missing. Added it with the known kinds that occur: %s.".formatted(list(kinds));
    }

    static String repairedTracked(Collection<Gvk> kinds) {
        return "Key [config.trackedObjects] is missing. Added it with the known kinds that occur: %s."
                .formatted(list(kinds));
    }

    static String repairedIndex(int objects) {
        return "Key [index] is missing. Added it with the spec hashes of the tracked objects, %d in number."
                .formatted(objects);
    }

    static String repairedLifecycles() {
        return "Key [pod_lifecycles] is missing. Added it without lifecycles.";
    }

    static String repairedList(Place place) {
        return "Key [%s] is missing. Added an empty list.".formatted(place);
    }

    static String repairedOrder(int event) {
        return "Event [%d] is earlier than the one before it. Sorted the events by time.".formatted(event);
    }

    static String repairedMissingPath(Gvk gvk) {
        return "Tracked object [%s] has no pod template path, so SimKube refuses the trace. Took it out of the tracked objects; its objects stay in the events."
                .formatted(gvk);
    }

    static String repairedInvalidPath(Gvk gvk, List<String> found, List<String> expected) {
        return "Tracked object [%s] has the pod template paths %s, which SimKube refuses. Replaced them with its default %s."
                .formatted(gvk, found, expected);
    }

    static String repairedUnknownKey(Gvk gvk, String key) {
        return "Tracked object [%s] has the unknown key [%s], which SimKube refuses. Removed the key."
                .formatted(gvk, key);
    }

    private static String list(Collection<Gvk> kinds) {
        return kinds.isEmpty()
                ? "none"
                : String.join(", ", kinds.stream().map(Gvk::toString).toList());
    }
}
