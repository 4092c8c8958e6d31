package dev.simarena.engine.apiserver.request;

import dev.simarena.engine.apiserver.message.Answer;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collect what the client of a request is to be warned of. */
public final class Warnings {

    private final Set<String> texts = new LinkedHashSet<>();

    public void add(String text) {
        texts.add(text);
    }

    /** Put the warnings into the headers of an answer, and return it. */
    public Answer on(Answer answer) {
        if (!texts.isEmpty()) {
            StringBuilder header = new StringBuilder();
            for (String text : texts) {
                header.append(header.length() > 0 ? "\n" : "")
                        .append("299 - \"")
                        .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
            answer.headers().put("warning", header.toString());
        }
        return answer;
    }
}
