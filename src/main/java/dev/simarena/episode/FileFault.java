package dev.simarena.episode;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Say in a few words why a file cannot be read or written, for the middle of a sentence. */
public final class FileFault {

    private FileFault() {}

    /** Return the cause, for example {@code permission denied} or {@code it is no JSON (line 3, column 7)}. */
    public static String of(Exception fault) {
        if (fault instanceof JsonProcessingException json) {
            JsonLocation where = json.getLocation();
            return where == null
                    ? "it is no JSON"
                    : "it is no JSON (line %d, column %d)".formatted(where.getLineNr(), where.getColumnNr());
        }
        if (fault instanceof FileSystemException file) {
            return of(file);
        }
        String message = fault.getMessage();
        return message == null ? fault.getClass().getSimpleName() : within(message);
    }

    /** Return the same with the file at fault before it, where it is another one than the sentence is about. */
    public static String of(Exception fault, Path subject) {
        String other = fault instanceof FileSystemException file ? file.getFile() : null;
        return other == null || Path.of(other).toAbsolutePath().equals(subject.toAbsolutePath())
                ? of(fault)
                : "%s: %s".formatted(other, of(fault));
    }

    private static String of(FileSystemException fault) {
        if (fault instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (fault instanceof FileAlreadyExistsException) {
            return "a file is in the way";
        }
        String reason = fault.getReason();
        return reason == null ? fault.getClass().getSimpleName() : within(reason);
    }

    /** Make a sentence a part of another. */
    private static String within(String text) {
        String open = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        boolean sentence = open.length() > 1 && Character.isLowerCase(open.charAt(1));
        return sentence ? open.substring(0, 1).toLowerCase(Locale.ROOT) + open.substring(1) : open;
    }
}
