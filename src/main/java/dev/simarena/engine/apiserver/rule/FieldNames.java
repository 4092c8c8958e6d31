package dev.simarena.engine.apiserver.rule;

import java.util.Set;
import java.util.regex.Pattern;

/** Spell names of fields so that expressions can use them. Source: {@code k8s.io/apiserver/pkg/cel/escaping.go}. */
final class FieldNames {

    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_./-]*");

    private FieldNames() {}

    /** Return the name as expressions have it, empty where they cannot have it. */
    static String escaped(String name) {
        if (RESERVED.contains(name)) {
            return "__" + name + "__";
        }
        if (!NAME.matcher(name).matches()) {
            return "";
        }
        return name.replace("__", "__underscores__")
                .replace(".", "__dot__")
                .replace("-", "__dash__")
                .replace("/", "__slash__");
    }
}
