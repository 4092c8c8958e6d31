package dev.simarena.trace.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.lint.Reference.Target;
import java.math.BigDecimal;

/** Word what is found in traces. */
final class LintMessages {

    private LintMessages() {}

    static String status() {
        return "Field [status] is populated.";
    }

    static String missing(Target target, String key) {
        return "%s [%s] is applied by no event up to this one.".formatted(target.kind(), key);
    }

    static String noNamespace() {
        return "Object has no namespace.";
    }

    static String clusterScoped() {
        return "Object is cluster-scoped.";
    }

    static String notIndexed() {
        return "Object is tracked and applied, but not in the index.";
    }

    static String aboveNodes(BigDecimal cpu, BigDecimal memory, Nodes nodes) {
        return "Pod requests cpu %s, memory %s, and no node has that: %s.".formatted(cores(cpu), bytes(memory), nodes);
    }

    static String noQuantity(JsonNode value) {
        return "Value [%s] is no quantity.".formatted(value.isTextual() ? value.textValue() : value);
    }

    private static Quantity spelled(BigDecimal value) {
        return Quantity.parse(value.toPlainString()).stored();
    }

    /** Fractions of a core are written in milli. */
    private static Quantity cores(BigDecimal value) {
        BigDecimal exact = value.stripTrailingZeros();
        return exact.scale() > 0 && exact.scale() <= 3
                ? Quantity.parse(exact.movePointRight(3).toPlainString() + "m")
                : spelled(exact);
    }

    /** Whole mebibytes are what people write. */
    private static Quantity bytes(BigDecimal value) {
        BigDecimal[] mebi = value.divideAndRemainder(BigDecimal.valueOf(1 << 20));
        return mebi[1].signum() == 0
                ? Quantity.parse(mebi[0].toPlainString() + "Mi").stored()
                : spelled(value);
    }
}
