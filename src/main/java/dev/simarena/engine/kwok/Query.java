package dev.simarena.engine.kwok;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.jspecify.annotations.Nullable;

/** Ask an object something in the language of jq. */
final class Query {

    private static final Version VERSION = Versions.JQ_1_7;

    /** Loading jq's functions takes a moment; who uses no stages does not wait for it. */
    private static final class Functions {
        static final Scope ALL = load();

        private static Scope load() {
            Scope scope = Scope.newEmptyScope();
            BuiltinFunctionLoader.getInstance().loadFunctions(VERSION, scope);
            return scope;
        }
    }

    private final JsonQuery query;

    private Query(JsonQuery query) {
        this.query = query;
    }

    static Query compile(String stage, String expression) {
        try {
            return new Query(JsonQuery.compile(withoutDots(expression), VERSION));
        } catch (JsonQueryException e) {
            throw StageException.of(
                    stage, "has expression [%s], which jq does not understand. Correct it.".formatted(expression), e);
        }
    }

    /** Return what the query yields without nulls, {@code null} where it fails, for example iterating over nothing. */
    @Nullable
    List<JsonNode> ask(JsonNode object) {
        List<JsonNode> answers = new ArrayList<>(1);
        try {
            query.apply(Scope.newChildScope(Functions.ALL), object, answer -> {
                if (!answer.isNull()) {
                    answers.add(answer);
                }
            });
        } catch (JsonQueryException e) {
            return null;
        }
        return answers;
    }

    /** KWOK's jq allows a dot before a bracket, as in {@code .status.conditions.[]}; the one here does not. */
    static String withoutDots(String expression) {
        StringBuilder plain = new StringBuilder(expression.length());
        boolean quoted = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (quoted && c == '\\') {
                plain.append(c).append(i + 1 < expression.length() ? expression.charAt(++i) : ' ');
                continue;
            }
            quoted ^= c == '"';
            boolean afterTerm = i > 0
                    && (Character.isLetterOrDigit(expression.charAt(i - 1))
                            || "_\"])?".indexOf(expression.charAt(i - 1)) >= 0);
            if (quoted || c != '.' || !afterTerm || !expression.startsWith("[", i + 1)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
