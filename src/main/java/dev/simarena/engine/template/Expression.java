package dev.simarena.engine.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stand for what yields a value inside an action. */
sealed interface Expression {

    /** A value written in the template. */
    record Literal(@Nullable Object value) implements Expression {}

    /** Fields of the cursor; none for the cursor itself. */
    record Dot(List<String> path) implements Expression {}

    /** A variable, {@code $} for the root, and fields of it. */
    record Variable(String name, List<String> path) implements Expression {}

    /** The name of a function; a call of it where it stands alone. */
    record Name(String name) implements Expression {}

    /** An expression in parentheses, and fields of its value. */
    record Nested(Pipeline pipeline, List<String> path) implements Expression {}

    /**
     * Commands, each of which takes the value of the one before as its last argument.
     *
     * @param variables variables that take the value; two only in {@code range}
     * @param declares whether the variables are new
     * @param commands at least one
     * @param line line of the template
     */
    record Pipeline(List<String> variables, boolean declares, List<List<Expression>> commands, int line) {}
}
