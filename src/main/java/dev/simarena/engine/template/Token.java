package dev.simarena.engine.template;

/**
 * Show one word of a template.
 *
 * @param kind what it is
 * @param text its text; of a string the text it stands for
 * @param spaced whether white space stands before it
 * @param line line of the template, from 1
 */
record Token(Kind kind, String text, boolean spaced, int line) {

    enum Kind {
        TEXT,
        OPEN,
        CLOSE,
        WORD,
        FIELD,
        VARIABLE,
        NUMBER,
        STRING,
        MARK,
        END
    }

    boolean is(Kind wanted, String wantedText) {
        return kind == wanted && text.equals(wantedText);
    }
}
