package dev.simarena.engine.template;

/**
 * Hold a number that comes from the object a template is rendered for.
 *
 * <p>Go decodes such numbers as text, so that {@code 0} counts as true, and so does this.
 *
 * @param text the number as written
 */
public record JsonNumber(String text) {

    @Override
    public String toString() {
        return text;
    }
}
