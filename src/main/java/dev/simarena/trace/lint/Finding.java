package dev.simarena.trace.lint;

import org.jspecify.annotations.Nullable;

/**
 * Tell where a trace breaks a rule.
 *
 * @param rule the rule
 * @param event number of the event, from 0 and in the order of time; {@code null} where it is about no event
 * @param object the object, for example {@code apps/v1.Deployment shop/web}; {@code null} where it is about none
 * @param pointer JSON pointer into the event, or into the trace where there is no event; empty for all of it
 * @param text what is wrong
 */
public record Finding(
        LintRule rule, @Nullable Integer event, @Nullable String object, String pointer, String text) {}
