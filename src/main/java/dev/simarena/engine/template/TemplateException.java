package dev.simarena.engine.template;

/** Tell what is wrong with a template, or why it could not be rendered. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TemplateException(String message) {
        super(message);
    }
}
