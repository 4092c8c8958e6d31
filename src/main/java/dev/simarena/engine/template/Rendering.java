package dev.simarena.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.template.Expression.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Render one template once. */
final class Rendering {

    /** Deeper nesting of templates is taken for an endless one. */
    private static final int DEEPEST = 100;

    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    private static final class Binding {
        final String name;

        @Nullable
        Object value;

        Binding(String name, @Nullable Object value) {
            this.name = name;
            this.value = value;
        }
    }

    private final String name;
    private final Map<String, List<Part>> definitions;
    private final Map<String, TemplateFunction> functions;
    private final StringBuilder text = new StringBuilder();
    private List<Binding> variables = new ArrayList<>();
    private int depth;

    Rendering(String name, Map<String, List<Part>> definitions, Map<String, TemplateFunction> functions) {
        this.name = name;
        this.definitions = definitions;
        this.functions = functions;
    }

    String run(JsonNode data) {
        template("", Values.unwrap(data));
        return text.toString();
    }

    private void template(String template, @Nullable Object cursor) {
        List<Part> body = definitions.get(template);
        if (body == null) {
            throw new TemplateException(
                    "Template [%s]: template [%s] is not defined. Define it.".formatted(name, template));
        }
        if (++depth > DEEPEST) {
            throw new TemplateException(
                    "Template [%s]: template [%s] includes itself without end. Give it one.".formatted(name, template));
        }
        List<Binding> outer = variables;
        variables = new ArrayList<>();
        variables.add(new Binding("$", cursor));
        run(body, cursor);
        variables = outer;
        depth--;
    }

    private Flow run(List<Part> parts, @Nullable Object cursor) {
        for (Part part : parts) {
            Flow flow = run(part, cursor);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow run(Part part, @Nullable Object cursor) {
        if (part instanceof Part.Text plain) {
            text.append(plain.text());
        } else if (part instanceof Part.Action action) {
            Object value = value(action.pipeline(), cursor);
            if (action.pipeline().variables().isEmpty()) {
                text.append(Values.text(value));
            }
        } else if (part instanceof Part.Include include) {
            template(include.name(), value(include.value(), cursor));
        } else if (part instanceof Part.Break) {
            return Flow.BREAK;
        } else if (part instanceof Part.Continue) {
            return Flow.CONTINUE;
        } else {
            int scope = variables.size();
            Flow flow = branch(part, cursor);
            leave(scope);
            return flow;
        }
        return Flow.ON;
    }

    private Flow branch(Part part, @Nullable Object cursor) {
        if (part instanceof Part.If choice) {
            boolean holds = Values.truth(value(choice.condition(), cursor));
            return run(holds ? choice.then() : choice.otherwise(), cursor);
        }
        if (part instanceof Part.With with) {
            Object value = value(with.value(), cursor);
            return Values.truth(value) ? run(with.body(), value) : run(with.otherwise(), cursor);
        }
        return range((Part.Range) part, cursor);
    }

    private Flow range(Part.Range range, @Nullable Object cursor) {
        Pipeline pipeline = range.values();
        Object values = commands(pipeline, cursor);
        List<Map.Entry<Object, @Nullable Object>> elements = elements(pipeline, values);
        if (elements.isEmpty()) {
            return run(range.otherwise(), cursor);
        }
        List<String> names = pipeline.variables();
        for (Map.Entry<Object, @Nullable Object> element : elements) {
            int scope = variables.size();
            Object value = element.getValue();
            if (names.size() == 1) {
                set(pipeline, names.get(0), value);
            } else if (names.size() == 2) {
                set(pipeline, names.get(0), element.getKey());
                set(pipeline, names.get(1), value);
            }
            Flow flow = run(range.body(), value);
            leave(scope);
            if (flow == Flow.BREAK) {
                break;
            }
        }
        return Flow.ON;
    }

    private List<Map.Entry<Object, @Nullable Object>> elements(Pipeline pipeline, @Nullable Object values) {
        try {
            return Values.elements(values);
        } catch (TemplateException e) {
            throw at(pipeline, e);
        }
    }

    private @Nullable Object value(Pipeline pipeline, @Nullable Object cursor) {
        Object value = commands(pipeline, cursor);
        for (String variable : pipeline.variables()) {
            set(pipeline, variable, value);
        }
        return value;
    }

    private @Nullable Object commands(Pipeline pipeline, @Nullable Object cursor) {
        try {
            Object value = null;
            boolean piped = false;
            for (List<Expression> command : pipeline.commands()) {
                value = command(command, cursor, value, piped);
                piped = true;
            }
            return value;
        } catch (TemplateException e) {
            throw at(pipeline, e);
        }
    }

    private @Nullable Object command(
            List<Expression> command, @Nullable Object cursor, @Nullable Object last, boolean piped) {
        Expression first = command.get(0);
        if (first instanceof Expression.Name function) {
            return call(function.name(), command, cursor, last, piped);
        }
        if (command.size() > 1 || piped) {
            throw new TemplateException("arguments are given to something that is no function. Remove them.");
        }
        return operand(first, cursor);
    }

    private @Nullable Object call(
            String function, List<Expression> command, @Nullable Object cursor, @Nullable Object last, boolean piped) {
        List<@Nullable Object> arguments = new ArrayList<>();
        boolean and = function.equals("and");
        boolean shortcut = and || function.equals("or");
        for (Expression operand : command.subList(1, command.size())) {
            Object value = operand(operand, cursor);
            if (shortcut && Values.truth(value) != and) {
                return value;
            }
            arguments.add(value);
        }
        if (piped) {
            arguments.add(last);
        }
        TemplateFunction given = functions.get(function);
        if (given == null) {
            given = GoFunctions.ALL.get(function);
        }
        if (given == null) {
            given = SprigFunctions.ALL.get(function);
        }
        if (given == null) {
            throw new TemplateException("function [%s] is missing here. Use it where it is there.".formatted(function));
        }
        Object result;
        try {
            result = given.call(arguments);
        } catch (IndexOutOfBoundsException e) {
            throw new TemplateException(
                    "function [%s] needs more than %d arguments. Give them.".formatted(function, arguments.size()));
        }
        return result instanceof JsonNode json ? Values.unwrap(json) : result;
    }

    private @Nullable Object operand(Expression operand, @Nullable Object cursor) {
        if (operand instanceof Expression.Literal literal) {
            return literal.value();
        }
        if (operand instanceof Expression.Dot dot) {
            return Values.path(cursor, dot.path());
        }
        if (operand instanceof Expression.Variable variable) {
            return Values.path(binding(variable.name()).value, variable.path());
        }
        if (operand instanceof Expression.Nested nested) {
            return Values.path(value(nested.pipeline(), cursor), nested.path());
        }
        return call(((Expression.Name) operand).name(), List.of(operand), cursor, null, false);
    }

    private void set(Pipeline pipeline, String variable, @Nullable Object value) {
        if (pipeline.declares()) {
            variables.add(new Binding(variable, value));
        } else {
            binding(variable).value = value;
        }
    }

    private Binding binding(String variable) {
        for (int i = variables.size() - 1; i >= 0; i--) {
            if (variables.get(i).name.equals(variable)) {
                return variables.get(i);
            }
        }
        throw new TemplateException(
                "variable [%s] is not defined here. Declare it with := before.".formatted(variable));
    }

    private void leave(int scope) {
        variables.subList(scope, variables.size()).clear();
    }

    private TemplateException at(Pipeline pipeline, TemplateException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("Template [")
                ? e
                : new TemplateException("Template [%s] line %d: %s".formatted(name, pipeline.line(), message));
    }
}
