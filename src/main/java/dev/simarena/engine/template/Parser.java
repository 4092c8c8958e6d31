package dev.simarena.engine.template;

import dev.simarena.engine.template.Expression.Pipeline;
import dev.simarena.engine.template.Token.Kind;
import dev.simarena.trace.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Read the structure of a template. */
final class Parser {

    private static final Set<String> KEYWORDS =
            Set.of("if", "else", "end", "range", "with", "define", "template", "block", "break", "continue");

    /** A body and the keyword that ended it, where the words after that keyword are still to be read. */
    private record Body(List<Part> parts, String end) {}

    private final String name;
    private final List<Token> tokens;
    private final Set<String> functions;
    private final Map<String, List<Part>> definitions = new LinkedHashMap<>();
    private int position;
    private int loops;

    Parser(String name, String source, Set<String> functions) {
        this.name = name;
        this.tokens = Lexer.tokens(name, source);
        this.functions = functions;
    }

    /** Return the body of every template in the source; that of the source itself under the empty name. */
    Map<String, List<Part>> parse() {
        Body body = body();
        if (!body.end().isEmpty()) {
            throw error("{{%s}} belongs to nothing. Remove it, or open what it ends.".formatted(body.end()));
        }
        definitions.put("", body.parts());
        return definitions;
    }

    private Body body() {
        List<Part> parts = new ArrayList<>();
        while (true) {
            Token token = next();
            if (token.kind() == Kind.END) {
                return new Body(parts, "");
            }
            if (token.kind() == Kind.TEXT) {
                parts.add(new Part.Text(token.text()));
                continue;
            }
            Token word = peek();
            String keyword = word.kind() == Kind.WORD && KEYWORDS.contains(word.text()) ? word.text() : "";
            if (keyword.equals("end") || keyword.equals("else")) {
                position++;
                if (keyword.equals("end")) {
                    close();
                }
                return new Body(parts, keyword);
            }
            Part part = action(keyword);
            if (part != null) {
                parts.add(part);
            }
        }
    }

    private @Nullable Part action(String keyword) {
        if (!keyword.isEmpty()) {
            position++;
        }
        switch (keyword) {
            case "if", "with", "range" -> {
                return branch(keyword);
            }
            case "break", "continue" -> {
                if (loops == 0) {
                    throw error("{{%s}} stands outside a range. Remove it.".formatted(keyword));
                }
                close();
                return keyword.equals("break") ? new Part.Break() : new Part.Continue();
            }
            case "define" -> {
                String defined = string();
                close();
                definitions.put(defined, ended("define"));
                return null;
            }
            case "template", "block" -> {
                String included = string();
                Pipeline value = peek().kind() == Kind.CLOSE ? nothing() : pipeline(false);
                close();
                if (keyword.equals("block")) {
                    definitions.putIfAbsent(included, ended("block"));
                }
                return new Part.Include(included, value);
            }
            default -> {
                Pipeline pipeline = pipeline(false);
                close();
                return new Part.Action(pipeline);
            }
        }
    }

    private Part branch(String keyword) {
        boolean loop = keyword.equals("range");
        Pipeline pipeline = pipeline(loop);
        close();
        loops += loop ? 1 : 0;
        Body body = body();
        loops -= loop ? 1 : 0;
        List<Part> otherwise = List.of();
        if (body.end().equals("else")) {
            if (peek().is(Kind.WORD, "if") || peek().is(Kind.WORD, "with")) {
                String chained = next().text();
                otherwise = List.of(branch(chained));
                return branch(keyword, pipeline, body.parts(), otherwise);
            }
            close();
            otherwise = ended(keyword);
        } else if (body.end().isEmpty()) {
            throw error("{{%s}} has no {{end}}. Add it.".formatted(keyword));
        }
        return branch(keyword, pipeline, body.parts(), otherwise);
    }

    private static Part branch(String keyword, Pipeline pipeline, List<Part> body, List<Part> otherwise) {
        return switch (keyword) {
            case "if" -> new Part.If(pipeline, body, otherwise);
            case "with" -> new Part.With(pipeline, body, otherwise);
            default -> new Part.Range(pipeline, body, otherwise);
        };
    }

    private List<Part> ended(String keyword) {
        Body body = body();
        if (!body.end().equals("end")) {
            throw error("{{%s}} has no {{end}}. Add it.".formatted(keyword));
        }
        return body.parts();
    }

    private Pipeline pipeline(boolean loop) {
        int line = peek().line();
        List<String> variables = new ArrayList<>();
        boolean declares = false;
        if (peek().kind() == Kind.VARIABLE) {
            int ahead = position + 1;
            if (tokens.get(ahead).is(Kind.MARK, ",") && loop) {
                ahead += 2;
            }
            Token mark = tokens.get(ahead);
            if (mark.is(Kind.MARK, ":=") || mark.is(Kind.MARK, "=")) {
                while (position < ahead) {
                    Token token = next();
                    if (token.kind() == Kind.VARIABLE) {
                        variables.add(token.text());
                    }
                }
                declares = next().text().equals(":=");
            }
        }
        List<List<Expression>> commands = new ArrayList<>();
        do {
            commands.add(command());
        } while (accept("|"));
        return new Pipeline(variables, declares, commands, line);
    }

    private List<Expression> command() {
        List<Expression> operands = new ArrayList<>();
        while (true) {
            Token token = peek();
            if (token.kind() == Kind.CLOSE || token.is(Kind.MARK, "|") || token.is(Kind.MARK, ")")) {
                break;
            }
            operands.add(operand());
        }
        if (operands.isEmpty()) {
            throw error("a command is missing. Write a value or a function.");
        }
        return operands;
    }

    private Expression operand() {
        Token token = next();
        return switch (token.kind()) {
            case STRING -> new Expression.Literal(token.text());
            case NUMBER -> new Expression.Literal(number(token.text()));
            case FIELD -> new Expression.Dot(token.text().isEmpty() ? List.of() : path(token.text()));
            case VARIABLE -> new Expression.Variable(token.text(), path(null));
            case WORD -> word(token.text());
            case MARK -> {
                if (!token.text().equals("(")) {
                    throw error("[%s] stands where a value should. Write one.".formatted(token.text()));
                }
                Pipeline inner = pipeline(false);
                if (!accept(")")) {
                    throw error("a parenthesis does not end. Close it.");
                }
                yield new Expression.Nested(inner, path(null));
            }
            default -> throw error("a value is missing. Write one before }}.");
        };
    }

    private Expression word(String word) {
        switch (word) {
            case "true", "false" -> {
                return new Expression.Literal(word.equals("true"));
            }
            case "nil" -> {
                return new Expression.Literal(null);
            }
            default -> {
                if (!functions.contains(word)) {
                    throw error(
                            "function [%s] is not defined.%s".formatted(word, Suggestions.didYouMean(word, functions))
                                    + " Use one of: " + Suggestions.available(functions) + ".");
                }
                return new Expression.Name(word);
            }
        }
    }

    private List<String> path(@Nullable String first) {
        List<String> path = new ArrayList<>();
        if (first != null) {
            path.add(first);
        }
        while (peek().kind() == Kind.FIELD && !peek().spaced()) {
            path.add(next().text());
        }
        return List.copyOf(path);
    }

    private Object number(String text) {
        String plain = text.replace("_", "");
        try {
            return Long.decode(plain);
        } catch (NumberFormatException e) {
            try {
                return Double.valueOf(plain);
            } catch (NumberFormatException again) {
                throw error("[%s] is no number. Write one, or quote it.".formatted(text));
            }
        }
    }

    private String string() {
        Token token = next();
        if (token.kind() != Kind.STRING) {
            throw error("the name of a template is missing. Write it in quotes.");
        }
        return token.text();
    }

    private Pipeline nothing() {
        return new Pipeline(List.of(), false, List.of(List.of(new Expression.Literal(null))), peek().line());
    }

    private void close() {
        Token token = next();
        if (token.kind() != Kind.CLOSE) {
            throw error("[%s] is too much in this action. Remove it.".formatted(token.text()));
        }
    }

    private boolean accept(String mark) {
        boolean accepted = peek().is(Kind.MARK, mark);
        position += accepted ? 1 : 0;
        return accepted;
    }

    private Token peek() {
        return tokens.get(position);
    }

    private Token next() {
        Token token = tokens.get(position);
        position += token.kind() == Kind.END ? 0 : 1;
        return token;
    }

    private TemplateException error(String what) {
        return new TemplateException("Template [%s] line %d: %s"
                .formatted(name, tokens.get(Math.max(0, position - 1)).line(), what));
    }
}
