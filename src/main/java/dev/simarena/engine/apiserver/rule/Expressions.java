package dev.simarena.engine.apiserver.rule;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Compile expressions, where the library that can is on the class path. */
interface Expressions {

    /** Return who compiles expressions, {@code null} where {@code dev.cel:cel} is not on the class path. */
    static @Nullable Expressions find() {
        try {
            Class.forName("dev.cel.compiler.CelCompilerFactory", false, Expressions.class.getClassLoader());
            return new CelExpressions();
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /**
     * Compile an expression about values of a schema.
     *
     * @param root whether the values are whole objects
     * @param message whether it is to say a text and not whether something is true
     * @param optionalOld whether it is run without a stored value too
     */
    Expression compile(String text, JsonNode schema, boolean root, boolean message, boolean optionalOld)
            throws RuleException;
}
