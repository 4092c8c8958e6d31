package dev.simarena.engine.apiserver.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelException;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compile and run expressions with Google's implementation of the language. */
final class CelExpressions implements Expressions {

    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'");

    /** What this implementation says in other words than the API server's. */
    private static final Pattern CANDIDATES = Pattern.compile(" \\(candidates: .*\\)$", Pattern.MULTILINE);

    private static final Pattern SYNTAX = Pattern.compile(
            "(?m)^(ERROR: <input>:\\d+:\\d+: )(mismatched|extraneous|no viable|missing|token recognition)");
    private static final Pattern KEY = Pattern.compile("key '?(.+?)'? is not present in map");

    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.strings(), CelExtensions.optional(), CelExtensions.sets(OPTIONS))
            .addFunctionBindings(CelFunctions.bindings())
            .build();

    @Override
    public Expression compile(String text, JsonNode schema, boolean root, boolean message, boolean optionalOld)
            throws RuleException {
        CelTypes types = new CelTypes();
        CelType self = types.of(schema, "selfType", root);
        CelType old = optionalOld ? OptionalType.create(self) : self;
        CelAbstractSyntaxTree tree;
        try {
            tree = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addLibraries(CelExtensions.strings(), CelExtensions.optional(), CelExtensions.sets(OPTIONS))
                    .addFunctionDeclarations(CelFunctions.declarations())
                    .setTypeProvider(types.known())
                    .addVar("self", self)
                    .addVar("oldSelf", old)
                    .build()
                    .compile(text)
                    .getAst();
        } catch (CelValidationException e) {
            String problem = SYNTAX.matcher(
                            CANDIDATES.matcher(String.valueOf(e.getMessage())).replaceAll(""))
                    .replaceAll("$1Syntax error: $2");
            throw new RuleException("compilation failed: " + problem, leftOut(problem));
        }
        CelType wanted = message ? SimpleType.STRING : SimpleType.BOOL;
        if (!tree.getResultType().equals(wanted) && !tree.getResultType().equals(SimpleType.DYN)) {
            throw new RuleException("cel expression must evaluate to a " + (message ? "string" : "bool"), false);
        }
        CelRuntime.Program program;
        try {
            program = runtime.createProgram(tree);
        } catch (CelEvaluationException e) {
            throw new RuleException("compilation failed: " + e.getMessage(), true);
        }
        return (value, before) -> {
            Map<String, Object> variables = new LinkedHashMap<>();
            variables.put("self", CelValues.of(value, schema, root));
            Object stored = before == null ? null : CelValues.of(before, schema, root);
            if (optionalOld) {
                variables.put("oldSelf", Optional.ofNullable(stored));
            } else if (stored != null) {
                variables.put("oldSelf", stored);
            }
            try {
                return program.eval(variables);
            } catch (CelEvaluationException e) {
                throw new RuleException(reason(e), false);
            }
        };
    }

    private static boolean leftOut(String problem) {
        Matcher undeclared = UNDECLARED.matcher(problem);
        return undeclared.find() && CelFunctions.LEFT_OUT.contains(undeclared.group(1));
    }

    /** Say what went wrong as the API server's implementation of the language does. */
    private static String reason(CelException problem) {
        String message = String.valueOf(problem.getMessage());
        Matcher key = KEY.matcher(message);
        if (key.find()) {
            return "no such key: " + key.group(1);
        }
        if (problem.getErrorCode() == CelErrorCode.DIVIDE_BY_ZERO) {
            return "division by zero";
        }
        if (problem.getErrorCode() == CelErrorCode.OVERLOAD_NOT_FOUND) {
            return "no such overload";
        }
        int colon = message.startsWith("evaluation error") ? message.indexOf(": ") : -1;
        return message.substring(colon < 0 ? 0 : colon + 2);
    }
}
