package dev.simarena.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Say what the failure of a pod means for its Job; the first rule that matches decides.
 *
 * @param rules rules in order
 */
public record PodFailurePolicy(List<Rule> rules) {

    public PodFailurePolicy {
        rules = List.copyOf(rules);
    }

    /**
     * Match failed pods.
     *
     * @param action {@code FailJob}, {@code FailIndex}, {@code Ignore} or {@code Count}
     * @param exitCodes what the exit code of a container must be, {@code null} where conditions decide
     * @param conditions conditions of a pod, one of which must be there
     */
    public record Rule(String action, @Nullable ExitCodes exitCodes, List<Pattern> conditions) {

        public Rule {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * Match exit codes.
     *
     * @param container the only container that counts, {@code null} for all
     * @param in whether the code must be among the values, else it must not
     * @param values exit codes
     */
    public record ExitCodes(@Nullable String container, boolean in, List<Integer> values) {

        public ExitCodes {
            values = List.copyOf(values);
        }

        /** Tell whether a container that ended with a code other than 0 is meant. */
        public boolean matches(String name, int code) {
            return (container == null || container.equals(name)) && code != 0 && values.contains(code) == in;
        }
    }

    /**
     * Match one condition of a pod.
     *
     * @param type type of the condition
     * @param status status it must have
     */
    public record Pattern(String type, String status) {}
}
