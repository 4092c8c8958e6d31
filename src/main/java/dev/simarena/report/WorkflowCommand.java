package dev.simarena.report;

/**
 * Write an annotation as GitHub Actions reads it from the output of a step: {@code ::error file=...,line=...,title=...::text}.
 *
 * <p>Source: the workflow commands of GitHub Actions. In the text {@code %}, carriage return and line feed are escaped, in
 * properties also colon and comma.
 */
public final class WorkflowCommand {

    private WorkflowCommand() {}

    /**
     * Mark a line of a file.
     *
     * @param place file and line; where the file is not known only the title is shown
     */
    public static String error(SourcePlace place, String title, String text) {
        StringBuilder command = new StringBuilder("::error ");
        if (!place.file().isEmpty()) {
            command.append("file=")
                    .append(property(place.file()))
                    .append(",line=")
                    .append(place.line())
                    .append(',');
        }
        return command.append("title=")
                .append(property(title))
                .append("::")
                .append(data(text))
                .toString();
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
