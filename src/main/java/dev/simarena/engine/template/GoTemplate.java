package dev.simarena.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Render a template in the language of Go's {@code text/template}.
 *
 * <p>All of its actions are there ({@code if}, {@code with}, {@code range}, {@code else}, {@code define},
 * {@code template}, {@code block}, {@code break}, {@code continue}, variables, pipelines, comments, trim marks), its
 * functions but those that escape for HTML, JavaScript and URLs, and the commonly used functions of the library sprig. A
 * missing key is an empty value, also further down.
 */
public final class GoTemplate {

    private final String name;
    private final Map<String, List<Part>> definitions;

    private GoTemplate(String name, Map<String, List<Part>> definitions) {
        this.name = name;
        this.definitions = definitions;
    }

    /**
     * Read a template.
     *
     * @param name shown in messages
     * @param source text of the template
     * @param further names of functions beyond Go's and sprig's that {@link #render} will be given
     * @throws TemplateException for what Go would refuse, and for functions that are not there
     */
    public static GoTemplate parse(String name, String source, Set<String> further) {
        Set<String> functions = new TreeSet<>(further);
        functions.addAll(GoFunctions.ALL.keySet());
        functions.addAll(SprigFunctions.ALL.keySet());
        return new GoTemplate(name, new Parser(name, source, functions).parse());
    }

    /**
     * Render the template.
     *
     * @param data the cursor at the start
     * @param further functions beyond Go's and sprig's; they win over those of the same name
     * @throws TemplateException where Go would stop with an error
     */
    public String render(JsonNode data, Map<String, TemplateFunction> further) {
        return new Rendering(name, definitions, further).run(data);
    }

    /** Return a value that a function was given as JSON. */
    public static JsonNode json(@Nullable Object value) {
        return SprigFunctions.tree(value);
    }
}
