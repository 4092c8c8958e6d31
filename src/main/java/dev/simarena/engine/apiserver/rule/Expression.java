package dev.simarena.engine.apiserver.rule;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Run one expression. */
@FunctionalInterface
interface Expression {

    /**
     * Return what the expression says of a value: a truth value, or the text of a message.
     *
     * @param old value that is stored, {@code null} where there is none
     */
    Object evaluate(JsonNode value, @Nullable JsonNode old) throws RuleException;
}
