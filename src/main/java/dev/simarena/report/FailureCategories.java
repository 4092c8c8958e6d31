package dev.simarena.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Sort what is not green into the kinds a reader acts on differently.
 *
 * <p>A test falls into every category it matches, so they exclude each other. What matches none (an error in the test's
 * own code) stays in Allure's own categories.
 */
final class FailureCategories {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Beginning of the stack trace of a failed environment, or the headline of an aborted episode in it. */
    private static final String ENVIRONMENT =
            "[\\w.$]*EnvironmentException\\b.*|[\\w.$]*TestAbortedException: Environment failed:.*|.*Episode \\[[^\\]]*\\] was aborted after .*";

    /** Beginning of the stack trace of something declared or given wrongly. */
    private static final String CONFIGURATION =
            "[\\w.$]*(Configuration|TraceFormat|InvalidQuantity|Unknown\\w*|ParameterResolution|PreconditionViolation"
                    + "|TemplateInvocationValidation)Exception\\b.*"
                    + "|.*Self-check \\[[^\\]]*\\] of scenario .*";

    /** Beginning of the stack trace of a gate that could not tell. */
    private static final String INCONCLUSIVE = "[\\w.$]*GateInconclusiveError\\b.*";

    /**
     * Errors that a policy threw while it played, which come out as they are, and exceptions of a policy that a test asked by
     * hand, which carry a line that says so.
     */
    private static final String BROKEN_POLICY =
            ".*\\bat [\\w./$]*dev\\.simarena\\.episode\\.PolicyPlayer\\..*|.*Policy \\[[^\\]]*\\] threw this\\..*";

    private FailureCategories() {}

    /** Return the categories as Allure reads them from {@code categories.json}. */
    static String json() {
        ArrayNode categories = JSON.createArrayNode();
        add(
                categories,
                "Policy failed",
                "The episode was played and asserted, and the policy fell short.",
                "(?s)(?!%s)(?!%s)(?!%s).*".formatted(ENVIRONMENT, CONFIGURATION, INCONCLUSIVE),
                List.of("failed"));
        add(
                categories,
                "Policy failed",
                "The policy threw.",
                "(?s)(?!%s)(?!%s)(%s)".formatted(ENVIRONMENT, CONFIGURATION, BROKEN_POLICY),
                List.of("broken"));
        add(
                categories,
                "Environment failed",
                "The episode was aborted; it has no score.",
                "(?s)(%s)".formatted(ENVIRONMENT),
                List.of("failed", "broken", "skipped"));
        add(
                categories,
                "Configuration wrong",
                "A scenario, a trace or a setting is wrong; nothing was played.",
                "(?s)(?!%s)(%s)".formatted(ENVIRONMENT, CONFIGURATION),
                List.of("failed", "broken"));
        add(
                categories,
                "Gate inconclusive",
                "The episodes do not tell whether a gate holds; it says how many more it needs.",
                "(?s)(%s)".formatted(INCONCLUSIVE),
                List.of("failed"));
        try {
            return JSON.writeValueAsString(categories) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Categories [Allure] cannot be written as JSON.", e);
        }
    }

    private static void add(
            ArrayNode categories, String name, String description, String traceRegex, List<String> statuses) {
        ObjectNode category = categories
                .addObject()
                .put("name", name)
                .put("description", description)
                .put("traceRegex", traceRegex);
        ArrayNode matched = category.putArray("matchedStatuses");
        statuses.forEach(matched::add);
    }
}
