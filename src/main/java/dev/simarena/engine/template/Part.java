package dev.simarena.engine.template;

import dev.simarena.engine.template.Expression.Pipeline;
import java.util.List;

/** Stand for a piece of a template that writes something. */
sealed interface Part {

    /** Text as it is. */
    record Text(String text) implements Part {}

    /** The value of a pipeline, unless it sets variables. */
    record Action(Pipeline pipeline) implements Part {}

    /** One of two bodies. */
    record If(Pipeline condition, List<Part> then, List<Part> otherwise) implements Part {}

    /** A body with the value as cursor where the value is not empty. */
    record With(Pipeline value, List<Part> body, List<Part> otherwise) implements Part {}

    /** A body for each element. */
    record Range(Pipeline values, List<Part> body, List<Part> otherwise) implements Part {}

    /** Another template by name, with the value as cursor. */
    record Include(String name, Pipeline value) implements Part {}

    /** Leave the innermost range. */
    record Break() implements Part {}

    /** Go on with the next element of the innermost range. */
    record Continue() implements Part {}
}
