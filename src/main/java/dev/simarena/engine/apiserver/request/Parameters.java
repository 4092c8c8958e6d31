package dev.simarena.engine.apiserver.request;

import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.model.ApiException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Read values of query parameters as Go converts them. */
public final class Parameters {

    private Parameters() {}

    /** Return a whole number, {@code null} where the parameter is absent. */
    public static @Nullable Long number(ApiRequest request, String name) {
        List<String> values = request.query().get(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        String text = values.get(0);
        try {
            return text.isEmpty() ? Long.valueOf(0) : Long.valueOf(Long.parseLong(text));
        } catch (NumberFormatException e) {
            boolean range = text.matches("[+-]?[0-9]+");
            throw ApiException.badRequest("strconv.ParseInt: parsing \"%s\": %s"
                    .formatted(text, range ? "value out of range" : "invalid syntax"));
        }
    }

    /** Return a truth value, {@code null} where the parameter is absent; whatever is not false is true. */
    public static @Nullable Boolean truth(ApiRequest request, String name) {
        List<String> values = request.query().get(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        String text = values.get(0).toLowerCase(Locale.ROOT);
        return !text.equals("false") && !text.equals("0");
    }
}
